import { describe } from 'vitest'
import { conversationIndexContract } from './contract/conversationIndexContract'
import { conversationStoreContract } from './contract/conversationStoreContract'
import { memoryConversationStore } from './memoryConversationStore'

describe('memoryConversationStore', () => {
  const openEmpty = () => {
    const store = memoryConversationStore()
    return Promise.resolve({ store, index: store, remove: () => Promise.resolve() })
  }
  conversationStoreContract(openEmpty)
  conversationIndexContract(openEmpty)
})
