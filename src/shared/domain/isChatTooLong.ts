import type { AssistantMessage } from './message'

/** Whether no reply was made because the chat does not fit, and the person is to say what is left out. */
export const isChatTooLong = ({ status }: Pick<AssistantMessage, 'status'>): boolean =>
  status.kind === 'failed' && status.error.code === 'generation.chatTooLong'
