import type { ConversationId } from '../../../shared/domain/ids'

/** What something is chosen for. That of a new chat is the chat itself from its first message on. */
export interface ChatTarget {
  /** Null: the next new chat. */
  readonly conversationId: ConversationId | null
}

let newChat: { conversationId: ConversationId | null } = { conversationId: null }
const targets = new Map<ConversationId, ChatTarget>()

/** The same object for the same chat. */
export function targetOf(conversationId: ConversationId | null): ChatTarget {
  if (conversationId === null) return newChat
  const found = targets.get(conversationId) ?? { conversationId }
  targets.set(conversationId, found)
  return found
}

/** The first message of the new chat has made this conversation: whoever still holds on to the new chat means it. */
export function becameConversation(conversationId: ConversationId): void {
  newChat.conversationId = conversationId
  targets.set(conversationId, newChat)
  newChat = { conversationId: null }
}
