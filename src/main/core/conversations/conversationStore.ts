import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { KeptText, TextId } from '../../../shared/domain/keptText'
import type { AssistantMessage, Message, Thought } from '../../../shared/domain/message'
import type { StorageFailure } from '../errors/storageFailure'
import type { ConversationIndex } from './conversationIndex'

/**
 * Keeps conversations and their messages. Every method rejects with a StorageFailure when the disk or the file does not let it,
 * and then has changed nothing. A resolved write survives a crash of Hearth.
 */
export interface ConversationStore {
  /** Null when unknown or deleted. Messages in the order they were added. */
  readConversation(id: ConversationId): Promise<{ conversation: Conversation; messages: Message[] } | null>
  /** The conversation alone; null when unknown or deleted. */
  readHead(id: ConversationId): Promise<Conversation | null>
  /** The same for who only passes the messages on: they are JSON, of Message[]. Null also where a reply in it has not ended. */
  readEnded(id: ConversationId): Promise<{ conversation: Conversation; messagesJson: string } | null>
  /** Adds or replaces the conversation and adds or replaces these messages, all or nothing. */
  save(conversation: Conversation, messages: readonly Message[]): Promise<void>
  /** Replaces the text and the thought of a reply that is growing. */
  saveReplyText(messageId: MessageId, text: string, thought: Thought | null): Promise<void>
  /**
   * Replaces one reply; one that is not stored is left out. One that has ended (neither `queued` nor `streaming`) is committed with
   * `synchronous = FULL`: once it resolves, a loss of power costs nothing of it. `texts`: what its parts name, kept for its conversation.
   */
  saveReply(message: AssistantMessage, texts?: readonly KeptText[]): Promise<void>
  /** What was kept with a reply of this conversation; null when there is no such text. */
  readText(id: ConversationId, textId: TextId): Promise<string | null>
  /** Replaces their conversation and the messages that `moved` elsewhere, then removes these with everything below them, all or nothing. */
  removeMessages(conversation: Conversation, ids: readonly MessageId[], moved?: readonly Message[]): Promise<void>
  /** Replies that are still `queued` or `streaming`: what an earlier run left behind. */
  listUnfinished(): Promise<AssistantMessage[]>
  /** `null` is the draft of the next new chat. Empty when there is none. */
  readDraft(id: ConversationId | null): Promise<string>
  saveDraft(id: ConversationId | null, text: string): Promise<void>
  /** Writes everything out and closes the file. Nothing may be called after it, nor on the index beside it. */
  close(): Promise<void>
}

export interface OpenedStore {
  store: ConversationStore
  /** Of the same conversations. */
  index: ConversationIndex
  /**
   * File name under which a damaged database was set aside; the store holds what could be read of it. Null when there was nothing wrong.
   */
  setAside: string | null
  /** Resolves when the store ends without having been closed: nothing can be read or written through it any more. */
  lost: Promise<StorageFailure>
}
