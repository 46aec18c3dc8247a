import type { AppError } from '../contract/appError'
import type { AssistantMessage } from './message'

/** Whether a reply ended, or was not made, because the context is too short for it. */
export const isContextFull = ({ status }: Pick<AssistantMessage, 'status'>): boolean =>
  (status.kind === 'complete' && status.reason === 'contextFull') || (status.kind === 'failed' && isForContext(status.error))

/** Whether something was refused that a longer context may have room for. */
export const isForContext = ({ code }: AppError): boolean =>
  code === 'generation.contextFull' ||
  code === 'generation.chatTooLong' ||
  code === 'generation.messageTooLong' ||
  code === 'generation.systemPromptTooLong'
