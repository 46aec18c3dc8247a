import type { ModelId } from '../../../shared/domain/ids'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { useAppStore } from './appStore'
import { showFailure } from './windowNotices'

/** Loads a model in place of the present one. How it goes is told by `model.changed`. */
export async function loadModel(modelId: ModelId): Promise<void> {
  const { model } = useAppStore.getState()
  if (model.kind === 'ready' && model.model.id === modelId) return
  const result = await call('model.load', { modelId })
  if (!result.ok) showFailure(t('models.notLoaded'), result.error)
}

export async function cancelLoad(): Promise<void> {
  const result = await call('model.cancelLoad', {})
  if (!result.ok) showFailure(t('models.notCancelled'), result.error)
}
