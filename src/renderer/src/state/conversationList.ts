import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationPage } from '../../../shared/contract/calls'
import type { ConversationId } from '../../../shared/domain/ids'

const newestFirst = (a: Conversation, b: Conversation): number => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

/** The list with one more page. What is in it already is at least as new as the page says. */
export function withPage(
  known: readonly Conversation[],
  { conversations, next }: ConversationPage
): { conversations: Conversation[]; nextPage: string | null } {
  const ids = new Set(known.map(({ id }) => id))
  return { conversations: [...known, ...conversations.filter(({ id }) => !ids.has(id))].sort(newestFirst), nextPage: next }
}

/** Adds or replaces one and keeps the list sorted, newest first. */
export function withListed(conversations: readonly Conversation[], conversation: Conversation): Conversation[] {
  return [...conversations.filter((other) => other.id !== conversation.id), conversation].sort(newestFirst)
}

export function withoutListed(conversations: readonly Conversation[], id: ConversationId): Conversation[] {
  return conversations.filter((other) => other.id !== id)
}
