import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { cannotExercise } from '../../../scripts/exercised.mjs'
import { sampleConversation, sampleQuestion } from './testing/samples'
import { listAll } from './testing/listAll'
import { expectSound, storeFolder } from './testing/storeFolder'
import { copyFixture, storedByVersion1 } from './testing/version1Folder'
import { writeWithin } from './testing/writer'
import { readColumn } from './worker/readColumn'

const folder = storeFolder()
const { file, within, directly } = folder
const { conversations, messages, drafts } = storedByVersion1('version1')
const PAGE = 4096 // bytes

/** The numbers of the pages that hold rows of a table itself. */
const leavesOf = (table: string): number[] =>
  directly((database) => readColumn(database, 'pageno', `dbstat WHERE name = '${table}' AND pagetype = 'leaf'`)).map(Number)

async function overwrite(page: number): Promise<Buffer> {
  const bytes = await readFile(file())
  bytes.fill(0xa5, (page - 1) * PAGE, page * PAGE)
  await writeFile(file(), bytes)
  return bytes
}

/** How many messages of the fixture are there, each as it was. Their parents may be others. */
async function countKept(): Promise<number> {
  const { value } = await within(async (store, index) => {
    expect((await listAll(index)).map(({ id }) => id)).toEqual(conversations.map(({ id }) => id))
    for (const [key, draft] of Object.entries(drafts)) expect(await store.readDraft(key === 'new' ? null : key)).toBe(draft)
    let kept = 0
    for (const [id, expected] of Object.entries(messages)) {
      const texts = new Map(expected.map((message) => [message.id, message.text]))
      for (const message of (await store.readConversation(id))?.messages ?? []) {
        if (message.text === '' && texts.get(message.id) !== '') continue // in place of a lost question
        expect(message.text).toBe(texts.get(message.id))
        kept++
      }
    }
    return kept
  })
  return value
}

const total = Object.values(messages).flat().length

describe('a database of version 1 that the update cannot read whole', () => {
  it('is set aside unchanged, and every message outside of its one damaged page is there', async () => {
    copyFixture('version1', folder.path)
    const leaves = leavesOf('messages')
    expect(leaves.length).toBeGreaterThan(2)
    let tried = 0
    for (const page of leaves) {
      for (const name of await readdir(folder.path)) await rm(file(name))
      copyFixture('version1', folder.path)
      const inPage = directly((database) => readColumn(database, 'ncell', `dbstat WHERE pageno = ${page}`)).map(Number)[0] ?? 0
      const bytes = await overwrite(page)
      const { setAside } = await within(() => Promise.resolve())
      if (page === leaves.at(-1)) continue // the end of the messages: nothing can be added to such a file, and the examination says so
      tried++
      expect(await readFile(file(setAside ?? ''))).toEqual(bytes)
      expect(await countKept()).toBeGreaterThanOrEqual(total - inPage)
      expectSound(folder)
    }
    expect(tried).toBeGreaterThan(1)
  }, 60_000)

  it('can be written to afterwards, and opens again', async () => {
    copyFixture('version1', folder.path)
    await overwrite(leavesOf('messages')[0] ?? 0)
    const conversation = sampleConversation(7000)
    await within((store) => store.save(conversation, [sampleQuestion(7001, conversation)]))
    const { setAside, value } = await within((store) => store.readConversation(conversation.id))
    expect(setAside).toBeNull()
    expect(value?.messages).toHaveLength(1)
    expect((await readdir(folder.path)).filter((name) => name.includes('salvaged'))).toEqual([])
  })

  it('loses nothing where only an index is missing', async () => {
    copyFixture('version1', folder.path)
    directly((database) => database.exec('DROP INDEX unfinished_messages'))
    expect((await within(() => Promise.resolve())).setAside).toBeNull()
    expect(await countKept()).toBe(total)
  })

  it('is set aside where a column is missing, and what the others hold is there', async () => {
    copyFixture('version1', folder.path)
    directly((database) => database.exec('DROP INDEX unfinished_messages; ALTER TABLE messages DROP COLUMN status'))
    expect((await within(() => Promise.resolve())).setAside).not.toBeNull()
    expect(folder.warnings.join()).toContain('no such column')
    const users = Object.values(messages)
      .flat()
      .filter(({ role }) => role === 'user')
    expect(await countKept()).toBe(users.length)
    expect((await within(() => Promise.resolve())).setAside).toBeNull()
  })

  it('is told as a full disk where there is no room for the update, and opens once there is', async (context) => {
    const reason = cannotExercise('fileSizeLimit')
    context.skip(reason !== undefined, reason)
    copyFixture('version1', folder.path)
    const bytes = await readFile(file())
    const said = await writeWithin(40, folder, 5001)
    expect(said.at(-1)).toMatch(/^failed StorageFailure: (writeFailed|diskFull)/)
    expect(await readFile(file())).toEqual(bytes)
    expect((await within(() => Promise.resolve())).setAside).toBeNull()
    expect(await countKept()).toBe(total)
  })
})
