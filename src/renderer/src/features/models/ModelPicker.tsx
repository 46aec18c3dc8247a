import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, Cpu, X } from 'lucide-react'
import { useId, type ReactElement } from 'react'
import type { ModelFile } from '../../../../shared/domain/model'
import { sizeWords } from '../../../../shared/i18n/sizeWords'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { cancelLoad, loadModel } from '../../state/modelActions'
import { modelState } from './modelWords'

/** The model in use and its status; opens the list of the models that can be loaded. */
export function ModelPicker(): ReactElement {
  const stateId = useId()
  const model = useAppStore((state) => state.model)
  const models = useAppStore((state) => state.models)
  const { name, quantization, words, tone } = modelState(model)
  const currentId = model.kind === 'none' ? '' : (model.model?.id ?? '')
  return (
    <Menu.Root>
      <Menu.Trigger
        className="button model-button"
        aria-label={name === null ? t('models.buttonNone') : t('models.button', { name })}
        aria-describedby={stateId}
      >
        <Cpu className="icon" />
        {name !== null && <span className="model-name">{name}</span>}
        <span id={stateId} className="model-tags">
          {quantization !== null && <span className="tag quantization">{quantization}</span>}
          <span className={`tag ${tone}`}>{words}</span>
        </span>
        <ChevronDown className="icon" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" sideOffset={6} align="end" collisionPadding={8}>
          <Menu.Popup className="menu" data-layer="">
            <Menu.RadioGroup value={currentId} onValueChange={(id: string) => void loadModel(id)}>
              {models.map((file) => (
                <ModelItem key={file.id} file={file} />
              ))}
            </Menu.RadioGroup>
            {models.length === 0 && <p className="menu-empty">{t('models.empty')}</p>}
            {model.kind === 'loading' && (
              <>
                <Menu.Separator className="menu-separator" />
                <Menu.Item className="menu-item" onClick={() => void cancelLoad()}>
                  <X className="icon" />
                  {t('models.cancelLoad')}
                </Menu.Item>
              </>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function ModelItem({ file }: { file: ModelFile }): ReactElement {
  return (
    <Menu.RadioItem value={file.id} className="menu-item" closeOnClick>
      <span className="menu-check">
        <Menu.RadioItemIndicator>
          <Check className="icon" />
        </Menu.RadioItemIndicator>
      </span>
      <span className="menu-text">{file.name}</span>
      {file.quantization !== null && <span className="tag">{file.quantization}</span>}
      <small>{sizeWords(file.bytes)}</small>
    </Menu.RadioItem>
  )
}
