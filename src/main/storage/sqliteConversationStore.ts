import type { OpenedStore } from '../core/conversations/conversationStore'
import { readerOfLastConversation } from './lastConversation'
import { startStorageThread, threadEnded, type StorageThreadOptions } from './storageThread'

/**
 * Opens `<folder>/conversations.db` in a thread of its own. A damaged database is renamed and a fresh one opened.
 * Rejects with StorageFailure: `locked` (another program has it), `newerVersion`, `writeFailed`, `diskFull` or `unreadable`.
 */
export async function openConversationStore(options: StorageThreadOptions): Promise<OpenedStore> {
  const { call, opened, ended } = startStorageThread(options)
  const setAside = await opened
  let isClosing = false
  return {
    setAside,
    lost: new Promise((resolve) => void ended.then(() => isClosing || resolve(threadEnded()))),
    index: {
      list: (...input) => call('list', ...input),
      setDeleted: (...input) => call('setDeleted', ...input),
      purgeDeleted: (...input) => call('purgeDeleted', ...input)
    },
    store: {
      readConversation: readerOfLastConversation((...input) => call('readConversation', ...input)),
      readHead: (...input) => call('readHead', ...input),
      readEnded: (...input) => call('readEnded', ...input),
      save: (...input) => call('save', ...input),
      saveReplyText: (...input) => call('saveReplyText', ...input),
      saveReply: (...input) => call('saveReply', ...input),
      removeMessages: (...input) => call('removeMessages', ...input),
      listUnfinished: () => call('listUnfinished'),
      readText: (...input) => call('readText', ...input),
      readDraft: (...input) => call('readDraft', ...input),
      saveDraft: (...input) => call('saveDraft', ...input),
      close: async () => {
        isClosing = true
        try {
          await call('close')
        } finally {
          await ended // only then has the driver released the file
        }
      }
    }
  }
}
