import { mkdir, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { StorageFailure } from '../core/errors/storageFailure'
import { runs } from './testing/faults'
import { listAll } from './testing/listAll'
import { sampleConversation, sampleQuestion } from './testing/samples'
import { fill, storeFolder, worksEmpty } from './testing/storeFolder'
import { killAfter } from './testing/writer'
import { readColumn } from './worker/readColumn'

const folder = storeFolder()
const { file, open, within, directly } = folder

describe('a damaged database', () => {
  beforeEach(() => within(fill))

  const vandals: Record<string, () => Promise<void>> = {
    'of which half is missing': async () => truncate(file(), Math.floor((await stat(file())).size / 8192) * 4096),
    'cut off in the middle of a page': async () => truncate(file(), (await stat(file())).size - 1000),
    'with an overwritten header': async () => writeFile(file(), Buffer.alloc(100, 'x'), { flag: 'r+' }),
    'that is a text file': async () => writeFile(file(), 'Dear diary'),
    'that is all zeros': async () => writeFile(file(), Buffer.alloc((await stat(file())).size)),
    'without one of its tables': () => Promise.resolve(directly((database) => database.exec('DROP TABLE drafts'))),
    'that belongs to another program': async () => {
      await rm(file())
      directly((database) => database.exec('CREATE TABLE recipes (name)'))
    }
  }
  it.each(Object.entries(vandals))('%s is set aside unchanged, and a fresh one works', async (_, vandalise) => {
    await vandalise()
    const bytes = await readFile(file())
    const { setAside } = await within(worksEmpty)
    expect(setAside).toMatch(/^conversations\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/)
    expect(await readFile(file(setAside ?? ''))).toEqual(bytes)
    expect(folder.warnings.join()).toContain(setAside)
    expect((await within((_, index) => listAll(index))).setAside).toBeNull()
  })

  it('set aside twice in one second keeps both', async () => {
    const names: (string | null)[] = []
    for (let n = 0; n < 3; n++) {
      await writeFile(file(), `Not a database ${n}`)
      names.push((await within((_, index) => listAll(index))).setAside)
    }
    expect(new Set(names).size).toBe(3)
    expect(await Promise.all(names.map((name) => readFile(file(name ?? ''), 'utf8')))).toEqual([0, 1, 2].map((n) => `Not a database ${n}`))
  })

  it('with a folder in its place is set aside', async () => {
    await rm(file())
    await mkdir(file())
    await writeFile(join(file(), 'inside'), 'kept')
    const { setAside } = await within(worksEmpty)
    expect(await readFile(join(folder.path, setAside ?? '', 'inside'), 'utf8')).toBe('kept')
  })

  it('that is empty is simply filled', async () => {
    await truncate(file(), 0)
    expect((await within(worksEmpty)).setAside).toBeNull()
  })

  it('of which only the log is left: the log is kept', async () => {
    await killAfter(8, folder, 9001)
    const bytes = await readFile(file('conversations.db-wal'))
    await rm(file())
    const { setAside } = await within(worksEmpty)
    expect(await readFile(file(`${setAside}-wal`))).toEqual(bytes)
  })

  it('with any one page overwritten never does worse than refusing to be read', async () => {
    const sound = await readFile(file())
    for (let page = 0; page < sound.length / 4096; page++) {
      const bytes = Buffer.from(sound)
      for (let at = page * 4096; at < (page + 1) * 4096; at++) bytes[at] = (at * 2654435761) >>> 13
      await writeFile(file(), bytes)
      await expectHonest()
    }
  }, 900_000)

  it('with any single byte changed never does worse than refusing to be read', async () => {
    const sound = await readFile(file())
    const places = [...Array(100).keys(), ...Array.from({ length: runs(1000) }, (_, n) => (n * 2654435761) % sound.length)]
    for (const place of process.env.HEARTH_FAULTS === 'full' ? places : places.filter((_, n) => n % 5 === 0)) {
      const bytes = Buffer.from(sound)
      bytes[place] = (bytes[place] ?? 0) ^ 0xff
      await writeFile(file(), bytes)
      await expectHonest()
    }
  }, 900_000)

  /** Opening, reading and writing either work or reject with a StorageFailure. */
  async function expectHonest(): Promise<void> {
    const honest = <T>(work: Promise<T>): Promise<T | null> =>
      work.catch((failure: unknown) => {
        expect(failure).toBeInstanceOf(StorageFailure)
        return null
      })
    const opened = await honest(open())
    if (!opened) return
    const { store, index } = opened
    for (const { id } of (await honest(listAll(index))) ?? []) await honest(store.readConversation(id))
    await honest(store.listUnfinished())
    await honest(store.save(sampleConversation(7), [sampleQuestion(9999, sampleConversation(7))]))
    await honest(index.purgeDeleted(1))
    await honest(store.close())
    for (const name of await readdir(folder.path)) await rm(file(name))
  }
})

describe('damage that is met while Hearth runs', () => {
  beforeEach(() => within(fill))

  /** Overwrites the first page of a table or an index. */
  async function vandalise(name: string): Promise<void> {
    const [page] = directly((database) => readColumn(database, 'rootpage', `sqlite_schema WHERE name = '${name}'`))
    if (typeof page !== 'number') throw new Error(`There is no ${name}`)
    const bytes = await readFile(file())
    bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
    await writeFile(file(), bytes)
  }

  it('makes a chat unreadable, and nothing else', async () => {
    // Both ways from a conversation to its messages.
    await vandalise('sqlite_autoindex_messages_2')
    await vandalise('messages_by_parent')
    const { setAside } = await within(async (store, index) => {
      const [newest] = await listAll(index)
      await expect(store.readConversation(newest?.id ?? '')).rejects.toMatchObject({ name: 'StorageFailure', code: 'unreadable' })
      await store.saveDraft(null, 'Still here')
      expect(await store.readDraft(null)).toBe('Still here')
      expect(await listAll(index)).toHaveLength(20)
    })
    expect(setAside).toBeNull()
    expect((await within((store) => store.readDraft(null))).value).toBe('Still here')
  })

  it('that keeps it from writing is told, and the next start begins afresh', async () => {
    await vandalise('messages_by_parent')
    const conversation = sampleConversation(50)
    const { setAside } = await within(async (store) => {
      await expect(store.save(conversation, [sampleQuestion(9000, conversation)])).rejects.toMatchObject({ code: 'unreadable' })
      expect(await store.readConversation(conversation.id)).toBeNull()
    })
    expect(setAside).toBeNull()
    expect((await within(worksEmpty)).setAside).not.toBeNull()
    expect((await within((_, index) => listAll(index))).setAside).toBeNull()
  })
})
