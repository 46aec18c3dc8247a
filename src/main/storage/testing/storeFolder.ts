import { DatabaseSync } from '@photostructure/sqlite'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { ConversationIndex } from '../../core/conversations/conversationIndex'
import type { ConversationStore, OpenedStore } from '../../core/conversations/conversationStore'
import { openConversationStore } from '../sqliteConversationStore'
import { readColumn } from '../worker/readColumn'
import { buildStorage, type BuiltStorage } from './buildStorage'
import { listAll } from './listAll'
import { sampleConversation, sampleId, sampleQuestion, sampleReply } from './samples'

export interface StoreFolder {
  /** The folder of the running test. */
  readonly path: string
  readonly built: BuiltStorage
  /** What was written to the log as a warning. */
  readonly warnings: string[]
  file: (name?: string) => string
  open: () => Promise<OpenedStore>
  /** Opens the store, does something and closes it again. */
  within: <T>(work: (store: ConversationStore, index: ConversationIndex) => Promise<T>) => Promise<{ setAside: string | null; value: T }>
  /** Opens the file as another program would. A statement that is prepared here keeps it open: worker/readColumn.ts. */
  directly: <T>(work: (database: InstanceType<typeof DatabaseSync>) => T) => T
}

/** Gives each test of the file an empty data folder, and the store as it is built for the application. */
export function storeFolder(): StoreFolder {
  let built: BuiltStorage
  let path: string
  let warnings: string[]
  beforeAll(async () => void (built = await buildStorage()))
  afterAll(() => built.remove())
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'hearth-data-'))
    warnings = []
  })
  afterEach(() => rm(path, { recursive: true }))

  const file = (name = 'conversations.db') => join(path, name)
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message), error: () => {} }
  const open = () => openConversationStore({ folder: path, workerUrl: built.workerUrl, log })
  return {
    get path() {
      return path
    },
    get built() {
      return built
    },
    get warnings() {
      return warnings
    },
    file,
    open,
    within: async (work) => {
      const { store, index, setAside } = await open()
      try {
        return { setAside, value: await work(store, index) }
      } finally {
        await store.close()
      }
    },
    directly: (work) => {
      const database = new DatabaseSync(file())
      try {
        return work(database)
      } finally {
        database.close()
      }
    }
  }
}

/** Twenty conversations of two long messages. */
export async function fill(store: ConversationStore): Promise<void> {
  for (let n = 1; n <= 20; n++) {
    const conversation = sampleConversation(n, { activeLeafId: sampleId(n * 100 + 1) })
    const question = sampleQuestion(n * 100, conversation, null, 'Words of a person. '.repeat(100))
    await store.save(conversation, [
      question,
      sampleReply(n * 100 + 1, conversation, question.id, { text: 'Words of a model. '.repeat(200) })
    ])
  }
}

/** The store is empty and works. */
export async function worksEmpty(store: ConversationStore, index: ConversationIndex): Promise<void> {
  expect(await listAll(index)).toEqual([])
  await fill(store)
  expect(await listAll(index)).toHaveLength(20)
}

/** Throws when SQLite finds a fault in the file. */
export function expectSound({ directly }: StoreFolder): void {
  expect(directly((database) => readColumn(database, 'integrity_check', 'pragma_integrity_check'))).toEqual(['ok'])
}
