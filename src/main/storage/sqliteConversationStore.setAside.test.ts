import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { listAll } from './testing/listAll'
import { fill, storeFolder } from './testing/storeFolder'
import { copyFixture, storedByVersion1 } from './testing/version1Folder'
import { readColumn } from './worker/readColumn'

const folder = storeFolder()
const { file, within, directly } = folder

/** A start that is killed as soon as it has renamed `renames` files. */
async function killedAfter(renames: number): Promise<void> {
  const opening = spawn(process.execPath, [folder.built.killedOpening, folder.path, String(renames)], { stdio: 'inherit' })
  expect(await once(opening, 'exit')).toEqual([null, 'SIGKILL'])
}

const list = () => within((_, index) => listAll(index))

describe('kill -9 while a damaged database is replaced', () => {
  it.each([1, 2])(
    'by what could be read of it, after rename %i: the next start has that, and tells the file that was set aside',
    async (n) => {
      copyFixture('version1', folder.path)
      const [page = 0] = directly((database) => readColumn(database, 'pageno', "dbstat WHERE name = 'messages' AND pagetype = 'leaf'")).map(
        Number
      )
      const bytes = await readFile(file())
      bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
      await writeFile(file(), bytes)
      await killedAfter(n)
      const { value, setAside } = await list()
      expect(value.map(({ id }) => id)).toEqual(storedByVersion1('version1').conversations.map(({ id }) => id))
      expect(await readFile(file(setAside ?? ''))).toEqual(bytes)
      expect((await list()).setAside).toBeNull()
      expect((await readdir(folder.path)).sort()).toEqual([setAside, 'conversations.db'])
    }
  )

  it('by a fresh one: the next start tells the file that was set aside', async () => {
    await within(fill)
    await writeFile(file(), 'Dear diary')
    await killedAfter(1)
    const { value, setAside } = await list()
    expect(value).toEqual([])
    expect(await readFile(file(setAside ?? ''), 'utf8')).toBe('Dear diary')
    expect((await list()).setAside).toBeNull()
    expect((await readdir(folder.path)).sort()).toEqual([setAside, 'conversations.db'])
  })

  it('before it has moved: the next start replaces it again, and tells only the file that is there', async () => {
    await within(fill)
    await writeFile(file(), 'Dear diary')
    await writeFile(file('conversations.db-wal'), 'of the diary')
    await killedAfter(1)
    expect(await readFile(file(), 'utf8')).toBe('Dear diary')
    const { setAside } = await list()
    expect(await readFile(file(setAside ?? ''), 'utf8')).toBe('Dear diary')
    expect((await list()).setAside).toBeNull()
  })
})
