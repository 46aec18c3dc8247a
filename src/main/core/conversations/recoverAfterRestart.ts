import type { MessageId } from '../../../shared/domain/ids'
import type { AssistantMessage } from '../../../shared/domain/message'
import { settledParts } from '../../../shared/domain/replyParts'
import { neverBegan } from '../../../shared/domain/waiting'
import { unsend } from './unsend'
import type { ConversationStore, OpenedStore } from './conversationStore'

const TRASH_TIME = 30 * 24 * 60 * 60 * 1_000 // ms that a deleted conversation stays on the disk

/**
 * Puts in order what an earlier run left behind. A reply that was being written is `interrupted`, and so is one that waited to be
 * continued. A message that waited for its reply becomes a draft again. Conversations deleted more than 30 days ago are removed for good.
 * `isLive`: whether this run generates the reply, because the store is opened again in the middle of it; it stays as it is.
 */
export async function recoverAfterRestart(
  { store, index }: Pick<OpenedStore, 'store' | 'index'>,
  now: number,
  isLive: (id: MessageId) => boolean
): Promise<void> {
  const unfinished = (await store.listUnfinished()).filter(({ id }) => !isLive(id))
  for (const reply of unfinished) if (!neverBegan(reply)) await interrupt(store, reply)
  // The newest first: each text goes above those that came after it.
  for (const reply of unfinished.filter(neverBegan).sort((a, b) => (a.id < b.id ? 1 : -1))) {
    if (!(await unsend(reply, store, { place: 'above' }))) await interrupt(store, reply)
  }
  await index.purgeDeleted(now - TRASH_TIME)
}

const interrupt = (store: ConversationStore, reply: AssistantMessage): Promise<void> =>
  store.saveReply({ ...reply, status: { kind: 'interrupted' }, parts: settledParts(reply) })
