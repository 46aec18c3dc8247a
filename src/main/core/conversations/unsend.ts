import type { Conversation } from '../../../shared/domain/conversation'
import type { MessageId } from '../../../shared/domain/ids'
import type { AssistantMessage, Message } from '../../../shared/domain/message'
import { newestLeafUnder } from '../../../shared/domain/messageTree'
import { neverBegan } from '../../../shared/domain/waiting'
import type { ConversationStore } from './conversationStore'

/** What a conversation is after a reply that never began was unsent. `text`: of the person's message, when that went with it. */
export interface Unsent {
  readonly conversation: Conversation
  readonly removedIds: readonly MessageId[]
  /** Messages that waited below it: they hang from what was above it now. */
  readonly moved: readonly Message[]
  readonly text: string | null
  /** The conversation's whole draft, when `text` went back into it. */
  readonly draft: string | null
}

type Plan = Omit<Unsent, 'draft'>
type UnsendStore = Pick<ConversationStore, 'readConversation' | 'readDraft' | 'saveDraft' | 'removeMessages'>

interface UnsendOptions {
  /** Where the text goes when the conversation has a draft already: below it (the default), or above it because it is older. */
  readonly place?: 'below' | 'above'
  /** Only together with the person's message. */
  readonly onlyWithText?: boolean
}

/**
 * Removes a reply that never began, and the message it replies to unless another reply hangs below that; the text of the message goes
 * back into the draft. Messages that wait below it move up into its place. Null, and nothing has changed, when something else hangs below
 * the reply, its conversation is gone, or the options forbid it. Rejects as the store does. Must not overlap with another change of the
 * conversation.
 */
export async function unsend(reply: AssistantMessage, store: UnsendStore, options: UnsendOptions = {}): Promise<Unsent | null> {
  const found = await store.readConversation(reply.conversationId)
  const plan = found && planUnsend(found.conversation, found.messages, reply)
  if (!plan || (options.onlyWithText && plan.text === null)) return null
  const { conversation, removedIds, moved, text } = plan
  const draft = text === null ? null : joined(await store.readDraft(conversation.id), text, options.place ?? 'below')
  // Before the message is removed: a crash between the two shows the text twice rather than never.
  if (draft !== null) await store.saveDraft(conversation.id, draft)
  await store.removeMessages(conversation, removedIds, moved)
  return { ...plan, draft }
}

/** The pure part of `unsend`: null when something hangs below the reply that cannot move up. */
function planUnsend(conversation: Conversation, messages: readonly Message[], reply: AssistantMessage): Plan | null {
  const parent = messages.find((message) => message.id === reply.parentId)
  const isOnlyReply = !messages.some((message) => message.parentId === reply.parentId && message.id !== reply.id)
  const question = parent?.role === 'user' && isOnlyReply ? parent : null
  const below = messages.filter((message) => message.parentId === reply.id)
  const waiting = below.filter((message) => message.role === 'user').filter((message) => waits(message, messages))
  if (waiting.length < below.length || (waiting.length > 0 && !question)) return null
  const moved = waiting.map((message) => ({ ...message, parentId: question?.parentId ?? null }))
  const removedIds = question ? [question.id, reply.id] : [reply.id]
  const rest = [...messages.filter((message) => !removedIds.includes(message.id) && !below.includes(message)), ...moved]
  const wasShown = conversation.activeLeafId !== null && removedIds.includes(conversation.activeLeafId)
  return {
    conversation: wasShown ? { ...conversation, activeLeafId: leafNear(rest, (question ?? reply).parentId) } : conversation,
    removedIds,
    moved,
    text: question?.text ?? null
  }
}

/** Whether none of its replies has begun: an answer was made for what stood above it then. */
const waits = ({ id }: Message, messages: readonly Message[]): boolean =>
  messages.every((reply) => reply.parentId !== id || (reply.role === 'assistant' && neverBegan(reply)))

function leafNear(rest: readonly Message[], place: MessageId | null): MessageId | null {
  const start = place ?? rest.filter((message) => message.parentId === null).at(-1)?.id
  return start === undefined ? null : newestLeafUnder(rest, start)
}

function joined(draft: string, text: string, place: 'below' | 'above'): string {
  const texts = place === 'below' ? [draft, text] : [text, draft]
  return texts.filter((each) => each.trim() !== '').join('\n\n')
}
