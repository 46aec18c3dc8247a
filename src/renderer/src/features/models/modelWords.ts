import type { MakingRoom, ModelFile, ModelStatus } from '../../../../shared/domain/model'
import type { ModelsFolderProblem } from '../../../../shared/domain/modelListing'
import { assertNever } from '../../../../shared/assertNever'
import { t } from '../../../../shared/i18n/translate'

export type Loading = Extract<ModelStatus, { kind: 'loading' }>

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
      return { ...named(model), words: t('models.loading'), tone: 'accent' }
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

/** Why a model waits, or why another one has been ended for it. */
export function roomWords({ model, state }: MakingRoom): string {
  switch (state) {
    case 'replying':
      return t('models.banner.afterReply', { model })
    case 'ended':
      return t('models.banner.roomMade', { model })
    default:
      return assertNever(state)
  }
}

/** The same where it is the model itself that is loaded again. */
export function ownRoomWords({ state }: MakingRoom): string {
  switch (state) {
    case 'replying':
      return t('models.banner.replyFirst')
    case 'ended':
      return t('models.banner.endedFirst')
    default:
      return assertNever(state)
  }
}

/** What is being loaded, and with what context where that is why. */
export function loadWords({ model: { name }, isRecovery, context }: Loading): string {
  if (isRecovery) return t('models.banner.recovering', { name })
  if (!context) return t('models.banner.loading', { name })
  return context.tokens === null
    ? t('models.banner.loadingAgain', { name })
    : t('models.banner.loadingContext', { name, tokens: context.tokens })
}

/** Whole percent, rounded down: it says 100 only when it is done. */
export const percentOf = (progress: number): number => Math.floor(progress * 100)

/** Below the models folder; null for a model that lies in it itself, and for the starter. */
export function folderOf({ id, isStarter }: ModelFile): string | null {
  const place = id.slice('folder:'.length)
  return isStarter || !place.includes('/') ? null : place.slice(0, place.lastIndexOf('/'))
}

/** Nothing is known to be wrong with its files. */
export const isWhole = ({ fault, missingPart }: ModelFile): boolean => !fault && !missingPart

/** What kept some of the models folder from being listed, and what helps. */
export function problemWords(problem: ModelsFolderProblem): string {
  switch (problem.kind) {
    case 'notAFolder':
    case 'linksToItself':
      return t(`models.problem.${problem.kind}`)
    case 'unreadable':
    case 'unresponsive': {
      const { kind, folder } = problem
      return folder === null ? t(`models.problem.${kind}`) : t(`models.problem.${kind}Below`, { folder })
    }
    case 'tooMany':
    case 'tooDeep':
      return t(`models.problem.${problem.kind}`, { limit: problem.limit })
    default:
      return assertNever(problem)
  }
}
