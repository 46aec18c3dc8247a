import type { AppError } from '../../../shared/contract/appError'
import type { Notice } from '../../../shared/contract/notice'
import type { ModelFile } from '../../../shared/domain/model'
import type { Recovery } from './loadAttempt'

type NewNotice = Omit<Notice, 'id'>

/** The model is back after its engine was gone. */
export function recoveryNotice(recovery: Recovery): NewNotice {
  if (recovery.kind === 'unresponsive') return { tone: 'info', content: { kind: 'reloadedAfterStop' } }
  if (recovery.lostDevice === null) return { tone: 'info', content: { kind: 'recovered' } }
  return { tone: 'warning', content: { kind: 'recoveredOnCpu', device: recovery.lostDevice.name } }
}

/** Another model could not be loaded; `kept` stays in use. */
export const loadFailedNotice = (error: AppError, kept: ModelFile): NewNotice => ({
  tone: 'error',
  content: { kind: 'loadFailed', error, kept: kept.name }
})
