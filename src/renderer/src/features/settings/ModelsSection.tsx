import { FolderOpen } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ModelStatus } from '../../../../shared/domain/model'
import { t } from '../../../../shared/i18n/translate'
import { useAbout } from '../../state/aboutActions'
import { useAppStore } from '../../state/appStore'
import { openModelsFolder } from '../../state/modelActions'
import { FactRow } from './FactRow'

/** The models folder, and the model in use. */
export function ModelsSection(): ReactElement {
  const about = useAbout()
  const model = useAppStore((state) => state.model)
  return (
    <>
      <FactRow name={t('settings.models.inUse')} value={nameOf(model)} />
      {model.kind === 'ready' && (
        <>
          <FactRow
            name={t('settings.models.context')}
            value={t('settings.models.contextSize', { count: model.contextSize })}
            hint={t('settings.models.contextHint')}
          />
          <FactRow name={t('settings.models.place')} value={placeOf(model)} />
        </>
      )}
      <FactRow
        name={t('models.folder')}
        value={about?.modelsFolder ?? null}
        hint={t('settings.models.folderHint')}
        actions={[t('models.openFolder')]}
        isPath
      >
        <button type="button" className="button" onClick={() => void openModelsFolder()}>
          <FolderOpen className="icon" />
          {t('models.openFolder')}
        </button>
      </FactRow>
    </>
  )
}

function nameOf(model: ModelStatus): string {
  if (model.kind === 'none') return t('models.none')
  if (model.kind === 'failed') return t('models.failed')
  return model.kind === 'loading' ? t('models.loading') : model.model.name
}

function placeOf({ offload }: Extract<ModelStatus, { kind: 'ready' }>): string {
  const { gpuLayers, totalLayers, deviceName } = offload
  if (gpuLayers === 0) return t('settings.models.onCpu')
  return deviceName === null
    ? t('settings.models.onUnnamedGpu', { gpuLayers, totalLayers })
    : t('settings.models.onGpu', { device: deviceName, gpuLayers, totalLayers })
}
