import type { ConversationPage } from '../../../shared/contract/calls'
import type { ConversationId } from '../../../shared/domain/ids'

/** A place in the list of conversations. Only what `list` returned as `next` is a cursor. */
export type ListCursor = string

/**
 * Finds conversations and hides them. Shares its conversations with the ConversationStore beside it; its methods reject and survive a
 * crash in the same way.
 */
export interface ConversationIndex {
  /**
   * Those not deleted, newest `updatedAt` first, at most `limit` (1 or more) from the cursor on; null begins with the newest.
   * A page may hold fewer, even none, where rows cannot be read: only `next` tells the end, and is the cursor of the next page.
   * As long as `updatedAt` only grows, pages that are read one after the other hold none twice and every one that was not changed
   * meanwhile.
   */
  list(page: { before: ListCursor | null; limit: number }): Promise<ConversationPage>
  /** Hides or shows a conversation. `at` in UTC milliseconds; null brings it back. */
  setDeleted(id: ConversationId, at: number | null): Promise<void>
  /** Removes for good what was deleted before `time`. */
  purgeDeleted(time: number): Promise<void>
}
