import type { Message } from './message'

/** Nothing will come to it by itself. */
export const hasEnded = (message: Message): boolean =>
  message.role === 'user' || (message.status.kind !== 'queued' && message.status.kind !== 'streaming')
