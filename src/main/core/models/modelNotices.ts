import type { GraphicsFailure } from '../../../engine/engine'
import type { AppError } from '../../../shared/contract/appError'
import type { Notice } from '../../../shared/contract/notice'
import { assertNever } from '../../../shared/assertNever'
import type { ChatFormatName, ModelFile, TemplateFault } from '../../../shared/domain/model'
import type { ContextChange } from './contextChange'
import type { EngineSlot } from './engineSlot'
import type { Recovery } from './loadAttempt'

export type NewNotice = Omit<Notice, 'id'>

/** The model is back after its engine was gone. Null where its status says enough, or the person knows. */
export function recoveryNotice(recovery: Recovery): NewNotice | null {
  switch (recovery.kind) {
    case 'displaced':
    case 'restarted':
      return null
    case 'unresponsive':
      return { tone: 'info', content: { kind: 'reloadedAfterStop' } }
    case 'graphicsDied':
      return graphicsNotice({ card: recovery.card, because: 'fault' })
    case 'died':
      if (recovery.lostDevice === null) return { tone: 'info', content: { kind: 'recovered' } }
      return { tone: 'warning', content: { kind: 'recoveredOnCpu', device: recovery.lostDevice.name } }
    default:
      return assertNever(recovery)
  }
}

/** A graphics card could not be used for a model that is on the CPU now. */
export const graphicsNotice = ({ card, because }: Pick<GraphicsFailure, 'card' | 'because'>): NewNotice => ({
  tone: 'warning',
  content: { kind: 'graphicsFailed', device: card.name, because }
})

/** The notices that one load replaces of another. */
export const loadFailedKinds = [
  'loadFailed',
  'loadFailedAfterRoom',
  'loadFailedAfterStop',
  'contextKept',
  'contextSetAside',
  'contextUnsaved'
] as const

/** Another model could not be loaded. `kept` stays in use, or is loaded again for this reason. */
export function loadFailedNotice(error: AppError, kept: ModelFile, again: Recovery | null): NewNotice {
  const afterEnd = again?.kind === 'displaced' ? 'loadFailedAfterRoom' : 'loadFailedAfterStop'
  return { tone: 'error', content: { kind: again ? afterEnd : 'loadFailed', error, kept: kept.name } }
}

/** The model in use could not be loaded with another context, and keeps the one it had. */
export const contextKeptNotice = (model: ModelFile, { tokens, before }: ContextChange, because: 'memory' | 'fault'): NewNotice => ({
  tone: 'error',
  content: { kind: 'contextKept', model: model.name, wanted: tokens, kept: before.contextSize, because }
})

/** A model is in use without the context that was chosen for it, `wanted`. */
export const contextSetAsideNotice = ({ entry, contextSize }: EngineSlot, wanted: number): NewNotice => ({
  tone: 'warning',
  content: { kind: 'contextSetAside', model: entry.model.name, wanted, kept: contextSize }
})

/** The template in the model's file is not used. */
export const formatNotice = (model: ModelFile, format: ChatFormatName, fault: TemplateFault): NewNotice => ({
  tone: 'warning',
  content: { kind: 'formatUnusable', model: model.name, format, fault }
})
