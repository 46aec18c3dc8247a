import type { MessageId } from '../../shared/domain/ids'
import type { AssistantMessage } from '../../shared/domain/message'
import type { ConversationStore, OpenedStore } from './ports/conversationStore'
import { joinDrafts, withdraw } from './withdraw'

const TRASH_TIME = 30 * 24 * 60 * 60 * 1_000 // ms that a deleted conversation stays on the disk

/**
 * Puts in order what an earlier run left behind. A reply that was being written is `interrupted`, and so is one that waited to go on.
 * A message that waited for its answer becomes a draft again. Conversations deleted long ago go for good.
 * `isLive`: of a reply that this run is at work on, because the store is opened again in the middle of it; it stays as it is.
 */
export async function recoverAfterRestart(
  { store, index }: Pick<OpenedStore, 'store' | 'index'>,
  now: number,
  isLive: (id: MessageId) => boolean
): Promise<void> {
  const unfinished = (await store.listUnfinished()).filter(({ id }) => !isLive(id))
  for (const reply of unfinished) if (!neverBegan(reply)) await interrupt(store, reply)
  // The newest first: of two that hang below each other the lower one has to go first.
  for (const reply of unfinished.filter(neverBegan).sort((a, b) => (a.id < b.id ? 1 : -1))) await takeBack(store, reply)
  await index.purgeDeleted(now - TRASH_TIME)
}

const neverBegan = (reply: AssistantMessage): boolean => reply.status.kind === 'queued' && reply.text === ''

const interrupt = (store: ConversationStore, reply: AssistantMessage): Promise<void> =>
  store.saveReply({ ...reply, status: { kind: 'interrupted' } })

async function takeBack(store: ConversationStore, reply: AssistantMessage): Promise<void> {
  const found = await store.readConversation(reply.conversationId)
  const withdrawal = found && withdraw(found.conversation, found.messages, reply)
  if (!withdrawal) return interrupt(store, reply)
  if (withdrawal.text !== null) {
    // Before the message goes: a crash between the two shows the text twice rather than never.
    const draft = await store.readDraft(reply.conversationId)
    await store.saveDraft(reply.conversationId, joinDrafts(withdrawal.text, draft))
  }
  await store.removeMessages(withdrawal.conversation, withdrawal.removedIds)
}
