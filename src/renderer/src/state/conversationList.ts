import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationPage } from '../../../shared/contract/calls'
import type { ConversationId } from '../../../shared/domain/ids'
import type { AppState } from './appStore'
import { hasSameContent } from './hasSameContent'

const newestFirst = (a: Conversation, b: Conversation): number => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

/**
 * The list with one more page. What is in it already is at least as new as the page says. The status belongs to the next page: whatever
 * became of the one before, the new one is still to be asked for.
 */
export function withPage(
  known: readonly Conversation[],
  { conversations, next }: ConversationPage
): Pick<AppState, 'conversations' | 'nextPage' | 'nextPageStatus'> {
  const ids = new Set(known.map(({ id }) => id))
  const added = conversations.filter(({ id }) => !ids.has(id))
  return { conversations: [...known, ...added].sort(newestFirst), nextPage: next, nextPageStatus: 'wanted' }
}

/** Adds or replaces one and keeps the list sorted, newest first. */
export function withListed(conversations: readonly Conversation[], conversation: Conversation): readonly Conversation[] {
  const listed = conversations.find(({ id }) => id === conversation.id)
  if (hasSameContent(listed, conversation)) return conversations
  return [...conversations.filter((other) => other !== listed), conversation].sort(newestFirst)
}

export function withoutListed(conversations: readonly Conversation[], id: ConversationId): readonly Conversation[] {
  const kept = conversations.filter((other) => other.id !== id)
  return kept.length === conversations.length ? conversations : kept
}
