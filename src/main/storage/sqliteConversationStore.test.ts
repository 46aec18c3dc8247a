import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { conversationIndexContract } from './contract/conversationIndexContract'
import { conversationStoreContract } from './contract/conversationStoreContract'
import { openConversationStore } from './sqliteConversationStore'
import { buildStorage, type BuiltStorage } from './testing/buildStorage'
import { listAll } from './testing/listAll'
import { sampleConversation } from './testing/samples'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
let built: BuiltStorage
beforeAll(async () => void (built = await buildStorage()))
afterAll(() => built.remove())

const temporaryFolder = () => mkdtemp(join(tmpdir(), 'hearth-data-'))
const open = (folder: string) => openConversationStore({ folder, workerUrl: built.workerUrl, log: silent })

describe('sqliteConversationStore', () => {
  const openEmpty = async () => {
    const folder = await temporaryFolder()
    return { ...(await open(folder)), remove: () => rm(folder, { recursive: true }) }
  }
  conversationStoreContract(openEmpty)
  conversationIndexContract(openEmpty)
})

describe('the file', () => {
  let folder: string
  beforeEach(async () => void (folder = await temporaryFolder()))
  afterEach(() => rm(folder, { recursive: true }))

  it('lies alone in the folder after closing', async () => {
    const { store, setAside } = await open(folder)
    await store.save(sampleConversation(1), [])
    await store.close()
    expect(setAside).toBeNull()
    expect(await readdir(folder)).toEqual(['conversations.db'])
  })

  it('can be opened again at once after closing', async () => {
    for (let n = 1; n <= 5; n++) {
      const { store, index } = await open(folder)
      await store.save(sampleConversation(n), [])
      expect(await listAll(index)).toHaveLength(n)
      await store.close()
    }
  })

  it('takes no call after closing', async () => {
    const { store, index } = await open(folder)
    await store.close()
    await expect(index.list({ before: null, limit: 1 })).rejects.toThrow('ended')
  })
})
