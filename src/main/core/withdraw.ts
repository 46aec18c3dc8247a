import type { Conversation } from '../../shared/domain/conversation'
import type { MessageId } from '../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../shared/domain/message'
import { newestLeafUnder } from '../../shared/domain/messageTree'

/** What is left after a reply that never began was taken back. `text`: of the person's message, if that went with it. */
export interface Withdrawal {
  readonly conversation: Conversation
  readonly removedIds: readonly MessageId[]
  readonly text: string | null
}

/** Takes back a reply, and the message it answers unless something else hangs below that. Null when something hangs below the reply. */
export function withdraw(conversation: Conversation, messages: readonly Message[], reply: AssistantMessage): Withdrawal | null {
  if (messages.some((message) => message.parentId === reply.id)) return null
  const answered = messages.find((message) => message.id === reply.parentId)
  const isAlone = !messages.some((message) => message.parentId === reply.parentId && message.id !== reply.id)
  const asked = answered?.role === 'user' && isAlone ? answered : null
  const removedIds = asked ? [asked.id, reply.id] : [reply.id]
  const rest = messages.filter((message) => !removedIds.includes(message.id))
  const wasShown = conversation.activeLeafId !== null && removedIds.includes(conversation.activeLeafId)
  return {
    conversation: wasShown ? { ...conversation, activeLeafId: leafNear(rest, (asked ?? reply).parentId) } : conversation,
    removedIds,
    text: asked?.text ?? null
  }
}

function leafNear(rest: readonly Message[], place: MessageId | null): MessageId | null {
  const start = place ?? rest.filter((message) => message.parentId === null).at(-1)?.id
  return start === undefined ? null : newestLeafUnder(rest, start)
}

/** Texts become one draft, an empty line between each two. */
export const joinDrafts = (...texts: readonly string[]): string => texts.filter((text) => text.trim() !== '').join('\n\n')
