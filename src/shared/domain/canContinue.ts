import { assertNever } from '../assertNever'
import type { MessageStatus } from './message'

/** Whether this reply was cut and can be continued. */
export function canContinue(status: MessageStatus): boolean {
  switch (status.kind) {
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return true
    case 'complete':
      return status.reason !== 'finished'
    case 'queued':
    case 'streaming':
      return false
    default:
      return assertNever(status)
  }
}
