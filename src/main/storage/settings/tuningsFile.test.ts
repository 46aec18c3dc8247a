import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoredTuning } from '../../core/ports/tuningStore'
import { openTunings } from './tuningsFile'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-tunings-'))))
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const log = { info: () => {}, warn: () => {}, error: () => {} }
const open = () => openTunings(folder, { log, singleFile: null })
const tuning: StoredTuning = {
  offloads: false,
  readingThreads: 2,
  writingThreads: 1,
  flashAttention: true,
  chunks: [{ from: 0, size: 64 }]
}
const saved = async () => JSON.parse(await readFile(path('tunings.json'), 'utf8')) as { version: number; tunings: object }

describe('openTunings', () => {
  it('knows none where there is no file, and makes none', async () => {
    expect(open().read('key')).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives at the next start what was written, under its key alone', () => {
    open().write('one', tuning)
    open().write('two', { ...tuning, offloads: true })
    expect(open().read('one')).toEqual(tuning)
    expect(open().read('two')).toEqual({ ...tuning, offloads: true })
    for (const key of ['three', 'constructor', '__proto__', 'toString']) expect(open().read(key)).toBeNull()
  })

  it('loses a tuning that cannot be read, and no other', async () => {
    const tunings = { one: tuning, two: { ...tuning, readingThreads: 0 }, three: null, four: { ...tuning, unknown: 1 } }
    await writeFile(path('tunings.json'), JSON.stringify({ version: 1, tunings }))
    const opened = open()
    expect([opened.read('one'), opened.read('two'), opened.read('three'), opened.read('four')]).toEqual([tuning, null, null, tuning])
    opened.write('two', tuning)
    expect(await saved()).toEqual({ version: 1, tunings: { one: tuning, two: tuning, four: tuning } })
  })

  it('keeps the newest thousand, so that the file never outgrows what is read of it', async () => {
    const most: StoredTuning = { ...tuning, readingThreads: 1024, writingThreads: 1024, chunks: [] }
    const chunks = [512, 256, 128, 64, 32, 16].map((size, place) => ({ from: place * 100_000_000, size })) as StoredTuning['chunks']
    const tunings = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`key ${n}`.padEnd(32), { ...most, chunks }]))
    await writeFile(path('tunings.json'), JSON.stringify({ version: 1, tunings }))
    open().write('one more', tuning)
    const keys = Object.keys((await saved()).tunings)
    expect(keys).toHaveLength(1_000)
    expect([keys[0]?.trim(), keys.at(-1)]).toEqual(['key 1', 'one more'])
    expect((await stat(path('tunings.json'))).size).toBeLessThan(1_000_000)
  })
})
