import { DatabaseSync } from '@photostructure/sqlite'
import { readFileSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { listAll } from './testing/listAll'
import { fill, storeFolder, worksEmpty } from './testing/storeFolder'

const folder = storeFolder()
const { file, open, within, directly } = folder

describe('another program', () => {
  it('a second opener is refused while the first has the file, and the first goes on', async () => {
    const { store, index } = await open()
    await expect(open()).rejects.toMatchObject({ name: 'StorageFailure', code: 'locked' })
    await worksEmpty(store, index)
    await store.close()
    await within(async (_, index) => expect(await listAll(index)).toHaveLength(20))
  })

  it('that holds the file is named as the reason, and nothing is set aside', async () => {
    await within(fill)
    const other = new DatabaseSync(file())
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    await expect(open()).rejects.toMatchObject({ code: 'locked' })
    other.exec('ROLLBACK')
    other.close()
    expect((await readdir(folder.path)).filter((name) => name.includes('damaged'))).toEqual([])
  })

  it('of a newer version: its file is refused and stays untouched', async () => {
    await within(fill)
    directly((database) => database.exec('PRAGMA user_version = 1000'))
    const bytes = await readFile(file())
    await expect(open()).rejects.toMatchObject({ code: 'newerVersion' })
    expect(await readFile(file())).toEqual(bytes)
  })

  it('of a newer version that has crashed: neither its file nor its log is touched', async () => {
    await within(fill)
    const names = ['conversations.db', 'conversations.db-wal']
    const crashed = directly((database) => {
      database.exec('PRAGMA user_version = 1000')
      return names.map((name) => readFileSync(file(name)))
    })
    for (const [n, name] of names.entries()) await writeFile(file(name), crashed[n] ?? '')
    await expect(open()).rejects.toMatchObject({ code: 'newerVersion' })
    expect(await Promise.all(names.map((name) => readFile(file(name))))).toEqual(crashed)
  })
})
