import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { cannotExercise } from '../../../scripts/exercised.mjs'
import { openConversationStore } from './sqliteConversationStore'
import { runs } from './testing/faults'
import { listAll } from './testing/listAll'
import { expectSound, fill, storeFolder, worksEmpty } from './testing/storeFolder'
import { expectAcknowledged, killAfter, writeWithin } from './testing/writer'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const folder = storeFolder()
const { file, within } = folder

describe('kill -9', () => {
  it('costs nothing that was acknowledged', async () => {
    const said: string[] = []
    for (let round = 0; round < runs(100); round++) {
      const lines = await killAfter(2 + ((round * 7) % 23), folder, 1 + round * 1000)
      expect(lines[0]).toBe('opened')
      said.push(...lines)
      const { setAside } = await within((store) => expectAcknowledged(store, lines))
      expect(setAside).toBeNull()
    }
    await within((store) => expectAcknowledged(store, said))
    expectSound(folder)
  }, 900_000)

  it('leaves a log behind that is read at the next start', async () => {
    const said = await killAfter(8, folder, 1)
    expect((await stat(file('conversations.db-wal'))).size).toBeGreaterThan(0)
    const { value } = await within((_, index) => listAll(index))
    expect(value.length).toBeGreaterThan(0)
    expect(said).toContain('finished 1')
  })

  it('leaves a log whose end was not written: only what was not acknowledged is lost', async () => {
    await killAfter(8, folder, 1)
    const log = file('conversations.db-wal')
    await truncate(log, (await stat(log)).size - 100)
    const { setAside } = await within((_, index) => listAll(index))
    expect(setAside).toBeNull()
  })

  it('with a damaged page: everything is set aside as it was, log included', async () => {
    await within(fill)
    await killAfter(20, folder, 5001)
    const bytes = await readFile(file())
    bytes.fill(0xa5, 4096 * 6, 4096 * 20) // more than the log has newer copies of
    await writeFile(file(), bytes)
    const walBytes = await readFile(file('conversations.db-wal'))
    const { setAside } = await within(worksEmpty)
    expect(setAside).toMatch(/^conversations\.damaged-.+\.db$/)
    expect(await readFile(file(setAside ?? ''))).toEqual(bytes)
    expect(await readFile(file(`${setAside}-wal`))).toEqual(walBytes)
  })
})

describe('writing that fails', () => {
  it('in a folder that does not exist is told as such', async () => {
    const missing = openConversationStore({ folder: file('none'), workerUrl: folder.built.workerUrl, log: silent })
    await expect(missing).rejects.toMatchObject({ code: 'writeFailed' })
  })

  it('at a limit of the system costs nothing that was acknowledged, and leaves a sound file', async (context) => {
    const reason = cannotExercise('fileSizeLimit')
    context.skip(reason !== undefined, reason)
    await within(fill)
    const said = await writeWithin(256, folder, 5001) // more than the file has, less than its log will want
    expect(said.at(-1)).toMatch(/^failed StorageFailure: (writeFailed|diskFull)/)
    expect(said.filter((line) => line.startsWith('saved')).length).toBeGreaterThan(0)
    expect((await within((store) => expectAcknowledged(store, said))).setAside).toBeNull()
    expectSound(folder)
  })
})
