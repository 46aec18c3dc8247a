import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'

const newestFirst = (a: Conversation, b: Conversation): number => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

export function sortedConversations(conversations: readonly Conversation[]): Conversation[] {
  return [...conversations].sort(newestFirst)
}

/** Adds or replaces one and keeps the list sorted, newest first. */
export function withListed(conversations: readonly Conversation[], conversation: Conversation): Conversation[] {
  return sortedConversations([...conversations.filter((other) => other.id !== conversation.id), conversation])
}

export function withoutListed(conversations: readonly Conversation[], id: ConversationId): Conversation[] {
  return conversations.filter((other) => other.id !== id)
}
