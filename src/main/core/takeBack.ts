import type { AssistantMessage } from '../../shared/domain/message'
import type { ConversationStore } from './ports/conversationStore'
import type { EventPublisher } from './eventHub'
import type { ReplyKeeper } from './replyKeeper'
import { joinDrafts, withdraw, type Withdrawal } from './withdraw'

export interface TakeBackPorts {
  store: () => ConversationStore
  keeper: ReplyKeeper
  events: EventPublisher
}

/** What can be taken back of a reply that never began. Null when something hangs below it, or its conversation is gone. */
export async function findWithdrawal(reply: AssistantMessage, { keeper }: Pick<TakeBackPorts, 'keeper'>): Promise<Withdrawal | null> {
  const found = await keeper.read(reply.conversationId)
  return found && withdraw(found.conversation, found.messages, reply)
}

/** In the line. Resolves with the conversation's whole draft when the text of a message came back into it. */
export async function saveWithdrawal(
  { conversation, removedIds, text }: Withdrawal,
  { store }: Pick<TakeBackPorts, 'store'>
): Promise<string | null> {
  const draft = text === null ? null : joinDrafts(await store().readDraft(conversation.id), text)
  // Before the message goes: a crash between the two shows the text twice rather than never.
  if (draft !== null) await store().saveDraft(conversation.id, draft)
  await store().removeMessages(conversation, removedIds)
  return draft
}

/** Tells the window. `unasked`: it has to put the text into the composer without having asked for it. */
export function tellOfWithdrawal(
  { conversation, removedIds, text }: Withdrawal,
  { events }: Pick<TakeBackPorts, 'events'>,
  { unasked }: { unasked: boolean }
): void {
  const messageIds = [...removedIds]
  events.emit('message.removed', { conversationId: conversation.id, messageIds, ...(unasked && text !== null && { text }) })
  events.emit('conversation.saved', { conversation })
}
