import type { Conversation } from '../../../shared/domain/conversation'
import type { MessageId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { hasSameContent } from './hasSameContent'

/** The conversation on the screen. `shownLeafId`: its active leaf, or while that message is not known yet, the one before. */
export interface OpenConversation {
  readonly conversation: Conversation
  readonly messages: ReadonlyMap<MessageId, Message>
  readonly shownLeafId: MessageId | null
}

export function openedConversation(conversation: Conversation, messages: readonly Message[]): OpenConversation {
  return settleLeaf({ conversation, messages: new Map(messages.map((message) => [message.id, message])), shownLeafId: null })
}

export function withConversation(open: OpenConversation, conversation: Conversation): OpenConversation {
  return hasSameContent(open.conversation, conversation) ? open : settleLeaf({ ...open, conversation })
}

/** Adds or replaces messages. Nothing changes identity that did not change in content, so nothing renders for it. */
export function withMessages(open: OpenConversation, messages: readonly Message[]): OpenConversation {
  const news = messages.filter((message) => !isKnown(open.messages.get(message.id), message))
  if (news.length === 0) return open
  return settleLeaf({ ...open, messages: new Map([...open.messages, ...news.map((message) => [message.id, message] as const)]) })
}

/** Takes messages out. When the shown leaf is one of them, the nearest message above it that remains is shown. */
export function withoutMessages(open: OpenConversation, ids: readonly MessageId[]): OpenConversation {
  if (!ids.some((id) => open.messages.has(id))) return open
  const gone = new Set(ids)
  let leaf = open.shownLeafId
  while (leaf !== null && gone.has(leaf)) leaf = open.messages.get(leaf)?.parentId ?? null
  const messages = new Map([...open.messages].filter(([id]) => !gone.has(id)))
  return settleLeaf({ ...open, messages, shownLeafId: leaf })
}

/** True when every message's parent is known: otherwise the conversation has to be asked for again. */
export function hasAllParents(open: OpenConversation): boolean {
  return [...open.messages.values()].every((message) => message.parentId === null || open.messages.has(message.parentId))
}

function settleLeaf(open: OpenConversation): OpenConversation {
  const wanted = open.conversation.activeLeafId
  const isReachable = wanted === null || open.messages.has(wanted)
  return isReachable && wanted !== open.shownLeafId ? { ...open, shownLeafId: wanted } : open
}

const UNREAD = { text: '', thought: null }

/** The text and the thought of a growing message are read from its stream: a saved copy of them is no news. */
function isKnown(known: Message | undefined, next: Message): boolean {
  if (!known) return false
  const isGrowing = [known, next].every((message) => message.role === 'assistant' && message.status.kind === 'streaming')
  return isGrowing ? hasSameContent({ ...known, ...UNREAD }, { ...next, ...UNREAD }) : hasSameContent(known, next)
}
