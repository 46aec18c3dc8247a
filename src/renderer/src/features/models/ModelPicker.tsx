import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, Cpu, FolderOpen, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { useId, type ReactElement } from 'react'
import type { ModelFile } from '../../../../shared/domain/model'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { cancelLoad, listModels, loadModel, openModelsFolder, retryGraphics } from '../../state/modelActions'
import { showModelMenu, useViewStore } from '../../state/viewStore'
import { folderOf, isWhole, modelState, problemWords } from './modelWords'

/** The model in use and its status; opens the list of the models that can be loaded. */
export function ModelPicker(): ReactElement {
  const stateId = useId()
  const model = useAppStore((state) => state.model)
  const models = useAppStore((state) => state.models)
  const isOpen = useViewStore((view) => view.isModelMenuShown)
  const { name, quantization, words, tone } = modelState(model)
  const currentId = model.kind === 'none' ? '' : (model.model?.id ?? '')
  return (
    <Menu.Root
      open={isOpen}
      onOpenChange={(opens) => {
        showModelMenu(opens)
        if (opens) void listModels()
      }}
    >
      <Menu.Trigger
        className="button model-button"
        aria-label={name === null ? t('models.buttonNone') : t('models.button', { name })}
        aria-describedby={stateId}
      >
        <Cpu className="icon model-icon" />
        {name !== null && <bdi className="model-name">{name}</bdi>}
        <span id={stateId} className="model-tags">
          {quantization !== null && <span className="tag quantization">{quantization}</span>}
          <span className={`tag ${tone}`}>{words}</span>
        </span>
        <ChevronDown className="icon" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" sideOffset={6} align="end" collisionPadding={8}>
          <Menu.Popup className="menu" data-layer="">
            <Menu.RadioGroup className="menu-models" value={currentId} onValueChange={(id: string) => void loadModel(id)}>
              {models.map((file) => (
                <ModelItem key={file.id} file={file} />
              ))}
            </Menu.RadioGroup>
            <ListingState />
            {model.kind === 'ready' && model.failedCard && <RetryGraphics name={model.failedCard.name} />}
            <Menu.Separator className="menu-separator" />
            <Menu.Item className="menu-item" onClick={() => void openModelsFolder()}>
              <FolderOpen className="icon" />
              {t('models.openFolder')}
            </Menu.Item>
            {model.kind === 'loading' && (
              <Menu.Item className="menu-item" onClick={() => void cancelLoad()}>
                <X className="icon" />
                {t('models.cancelLoad')}
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Under the models: that the folder is being read, and what kept some of it from being read. */
function ListingState(): ReactElement {
  const { status, problems } = useAppStore((state) => state.listing)
  const isEmpty = useAppStore((state) => state.models.length === 0)
  return (
    <div className="menu-listing" role="group" aria-label={t('models.folder')}>
      {status === 'listing' && <p className="menu-note late">{t('models.listing')}</p>}
      {status === 'listed' && isEmpty && <p className="menu-note">{t('models.empty')}</p>}
      {problems.map((problem) => (
        <p key={JSON.stringify(problem)} className="menu-note problem">
          <TriangleAlert className="icon" />
          <span>{problemWords(problem)}</span>
        </p>
      ))}
    </div>
  )
}

/** The card that failed, and the way back to it. */
const RetryGraphics = ({ name }: { name: string | null }): ReactElement => (
  <>
    <Menu.Separator className="menu-separator" />
    <p className="menu-note">{name === null ? t('models.failedCardUnnamed') : t('models.failedCard', { name })}</p>
    <Menu.Item className="menu-item" onClick={() => void retryGraphics()}>
      <RotateCcw className="icon" />
      {t('models.retryGraphics')}
    </Menu.Item>
  </>
)

function ModelItem({ file }: { file: ModelFile }): ReactElement {
  const folder = folderOf(file)
  return (
    <Menu.RadioItem value={file.id} className={isWhole(file) ? 'menu-item' : 'menu-item faulty'} closeOnClick>
      <span className="menu-check">
        <Menu.RadioItemIndicator>
          <Check className="icon" />
        </Menu.RadioItemIndicator>
      </span>
      <span className="menu-text">
        <bdi>{file.name}</bdi>
        {folder !== null && <small dir="auto">{t('models.inFolder', { folder })}</small>}
        {file.missingPart && <small className="problem">{t('models.partMissing', file.missingPart)}</small>}
        {file.fault && <small className="problem">{t(`models.fault.${file.fault}`)}</small>}
      </span>
      {file.quantization !== null && <span className="tag">{file.quantization}</span>}
      <small>{sizeWords(file.bytes)}</small>
    </Menu.RadioItem>
  )
}
