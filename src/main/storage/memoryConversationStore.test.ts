import { describe } from 'vitest'
import { conversationStoreContract } from './contract/conversationStoreContract'
import { memoryConversationStore } from './memoryConversationStore'

describe('memoryConversationStore', () => {
  conversationStoreContract(() => Promise.resolve({ store: memoryConversationStore(), remove: () => Promise.resolve() }))
})
