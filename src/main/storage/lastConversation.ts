import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import type { ConversationRead } from './worker/protocol'

/** UTF-16 units of text and thoughts: a longer conversation is read whole each time rather than kept. */
const MOST_KEPT = 4_000_000

type Found = { conversation: Conversation; messages: Message[] }
type ReadSince = (id: ConversationId, stamp: number | null) => Promise<ConversationRead | null>

/**
 * Reads conversations, and keeps the messages of the last one, so that its next turn reads what was written since and not the whole chat again. What
 * is still true of them the thread knows, which writes everything (worker/knownConversation.ts).
 */
export function readerOfLastConversation(read: ReadSince): (id: ConversationId) => Promise<Found | null> {
  let last: { id: ConversationId; stamp: number; messages: readonly Message[] } | null = null

  return async function readConversation(id) {
    const before = last?.id === id ? last : null
    const answer = await read(id, before?.stamp ?? null)
    if (!answer) {
      if (before) last = null
      return null
    }
    const { conversation, stamp } = answer
    const messages = answer.kind === 'whole' ? answer.messages : merged(before?.messages ?? [], answer.changed)
    for (const message of answer.kind === 'whole' ? messages : answer.changed) Object.values(message).forEach(Object.freeze)
    const isKept = stamp !== null && messages.reduce((length, message) => length + lengthOf(message), 0) <= MOST_KEPT
    last = isKept ? { id, stamp, messages } : null
    const isShown = answer.kind === 'whole' || messages.some((message) => message.id === conversation.activeLeafId)
    if (isShown) return { conversation, messages: messages.map((message) => ({ ...message })) } // of their own: what one changes, the next one is not given
    last = null // the thread mends a leaf that is not there
    return readConversation(id)
  }
}

const lengthOf = (message: Message): number =>
  message.text.length + (message.role === 'assistant' ? (message.thought?.text.length ?? 0) : 0)

/** Those that are new were added behind all others. */
function merged(before: readonly Message[], changed: readonly Message[]): readonly Message[] {
  if (changed.length === 0) return before
  const byId = new Map(changed.map((message) => [message.id, message]))
  const kept = before.map((message) => {
    const replaced = byId.get(message.id)
    byId.delete(message.id)
    return replaced ?? message
  })
  return [...kept, ...byId.values()]
}
