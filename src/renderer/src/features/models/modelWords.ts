import type { ModelStatus } from '../../../../shared/domain/model'
import { assertNever } from '../../../../shared/assertNever'
import { t } from '../../../../shared/i18n/translate'

export interface ModelState {
  /** Of the status; null when there is none. */
  readonly name: string | null
  readonly quantization: string | null
  readonly words: string
  readonly tone: 'ok' | 'accent' | 'warn' | 'plain'
}

/** How the model is doing, for the button in the top bar. */
export function modelState(model: ModelStatus): ModelState {
  switch (model.kind) {
    case 'none':
      return { name: null, quantization: null, words: t('models.none'), tone: 'plain' }
    case 'loading':
      return { ...named(model), words: t('models.loading', { percent: percentOf(model.progress) }), tone: 'accent' }
    case 'ready': {
      const { gpuLayers, totalLayers } = model.offload
      const words = gpuLayers === 0 ? t('models.readyOnCpu') : t('models.readyOnGpu', { gpuLayers, totalLayers })
      return { ...named(model), words, tone: 'ok' }
    }
    case 'failed':
      return { ...named(model), words: t('models.failed'), tone: 'warn' }
    default:
      return assertNever(model)
  }
}

const named = (status: Extract<ModelStatus, { model: unknown }>): Pick<ModelState, 'name' | 'quantization'> => ({
  name: status.model?.name ?? null,
  quantization: status.model?.quantization ?? null
})

/** Whole percent, rounded down: it says 100 only when it is done. */
export const percentOf = (progress: number): number => Math.floor(progress * 100)
