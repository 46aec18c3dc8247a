import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationIndex, ListCursor } from '../../core/conversations/conversationIndex'

/** The whole list, read in pages. */
export async function listAll(index: ConversationIndex, limit = 7): Promise<Conversation[]> {
  const all: Conversation[] = []
  for (let before: ListCursor | null = null, isFirst = true; isFirst || before !== null; isFirst = false) {
    const page = await index.list({ before, limit })
    all.push(...page.conversations)
    before = page.next
  }
  return all
}
