import type { AppError } from '../../../shared/contract/appError'
import type { Notice } from '../../../shared/contract/notice'
import type { ChatFormatName, ModelFile, TemplateFault } from '../../../shared/domain/model'
import type { Recovery } from './loadAttempt'

type NewNotice = Omit<Notice, 'id'>

/** The model is back after its engine was gone; null where the person knows. */
export function recoveryNotice(recovery: Recovery): NewNotice | null {
  if (recovery.kind === 'restarted') return null
  if (recovery.kind === 'unresponsive') return { tone: 'info', content: { kind: 'reloadedAfterStop' } }
  if (recovery.lostDevice === null) return { tone: 'info', content: { kind: 'recovered' } }
  return { tone: 'warning', content: { kind: 'recoveredOnCpu', device: recovery.lostDevice.name } }
}

/** Another model could not be loaded; `kept` stays in use. */
export const loadFailedNotice = (error: AppError, kept: ModelFile): NewNotice => ({
  tone: 'error',
  content: { kind: 'loadFailed', error, kept: kept.name }
})

/** The template in the model's file is not used. */
export const formatNotice = (model: ModelFile, format: ChatFormatName, fault: TemplateFault): NewNotice => ({
  tone: 'warning',
  content: { kind: 'formatUnusable', model: model.name, format, fault }
})
