import type { EngineWork } from '../../../shared/domain/engineSilence'
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

/** Loads the model in use again, with the graphics card that failed with it. */
export async function retryGraphics(): Promise<void> {
  const result = await call('model.retryGraphics', {})
  if (!result.ok) showFailure(t('models.notLoaded'), result.error)
}

export async function cancelLoad(): Promise<void> {
  const result = await call('model.cancelLoad', {})
  if (!result.ok) showFailure(t('models.notCancelled'), result.error)
}

/** Has the models folder read again. What is found comes as `model.listed`. */
export async function listModels(): Promise<void> {
  const result = await call('model.list', {})
  if (!result.ok) showFailure(t('models.notListed'), result.error)
}

/** Shows the models folder in the system's file manager. */
export async function openModelsFolder(): Promise<void> {
  const result = await call('model.openFolder', {})
  if (!result.ok) showFailure(null, result.error)
}

/** Waits longer for an engine that gives no answer. */
export async function waitForEngine(work: EngineWork): Promise<void> {
  const result = await call('model.waitForEngine', { work })
  if (!result.ok) showFailure(null, result.error)
}

/** Ends an engine that gives no answer, and has its model loaded again. */
export async function restartEngine(work: EngineWork): Promise<void> {
  const result = await call('model.restartEngine', { work })
  if (!result.ok) showFailure(t('models.silence.notStartedAgain'), result.error)
}
