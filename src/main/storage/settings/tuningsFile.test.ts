import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chosen } from '../../../engine/tuning/testing/sampleTunings'
import type { StoredTuning } from '../../core/models/tuningStore'
import { openTunings } from './tuningsFile'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-tunings-'))))
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const log = { info: () => {}, warn: () => {}, error: () => {} }
const open = () => openTunings(folder, { log, singleFile: null })
const tuning: StoredTuning = { kind: 'chosen', tuning: chosen }
const other: StoredTuning = { kind: 'chosen', tuning: { ...chosen, offloads: true } }
const sample = { at: 100_000_000, size: 512, ms: 12_345.678901, flashAttention: false, count: 3 } as const
const largestMeasuring: StoredTuning = {
  kind: 'measuring',
  safe: chosen,
  contextSize: 1_000_000,
  samples: Array.from({ length: 1_000 }, () => sample)
}
const saved = async () => JSON.parse(await readFile(path('tunings.json'), 'utf8')) as { version: number; tunings: object }

describe('openTunings', () => {
  it('knows none where there is no file, and makes none', async () => {
    expect(open().read('key')).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives at the next start what was written, under its key alone', () => {
    open().write('one', tuning)
    open().write('two', other)
    expect(open().read('one')).toEqual(tuning)
    expect(open().read('two')).toEqual(other)
    for (const key of ['three', 'constructor', '__proto__', 'toString']) expect(open().read(key)).toBeNull()
  })

  it('loses a tuning that cannot be read, and no other', async () => {
    const damaged = { kind: 'chosen', tuning: { ...chosen, readingThreads: 0 } }
    const tunings = { one: tuning, two: damaged, three: null, four: { ...tuning, unknown: 1 }, five: chosen }
    await writeFile(path('tunings.json'), JSON.stringify({ version: 1, tunings }))
    const opened = open()
    const read = ['one', 'two', 'three', 'four', 'five'].map((key) => opened.read(key))
    expect(read, 'the last one as an earlier version wrote it').toEqual([tuning, null, null, tuning, tuning])
    opened.write('two', tuning)
    expect(await saved()).toEqual({ version: 1, tunings: { one: tuning, two: tuning, four: tuning, five: tuning } })
  })

  it('keeps the newest forty that are still measured, so that the file never outgrows what is read of it', async () => {
    const tunings = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`key ${n}`, largestMeasuring]))
    await writeFile(path('tunings.json'), JSON.stringify({ version: 1, tunings }))
    const opened = open()
    for (let n = 20; n < 41; n++) opened.write(`key ${n}`, largestMeasuring)
    const keys = Object.keys((await saved()).tunings)
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([40, 'key 1', 'key 40'])
    expect((await stat(path('tunings.json'))).size).toBeLessThan(8_000_000)
    expect(open().read('key 1')).toEqual(largestMeasuring)
  })

  it('keeps a chosen one whatever else is measured', () => {
    const measuring: StoredTuning = { kind: 'measuring', safe: chosen, contextSize: 8192, samples: [] }
    open().write('mine', tuning)
    for (let n = 0; n < 100; n++) open().write(`other ${n}`, n % 2 === 0 ? measuring : other)
    expect(open().read('mine')).toEqual(tuning)
  })

  it('stays within what is read of it with as many as it keeps of both kinds', async () => {
    const largest: StoredTuning = {
      kind: 'chosen',
      tuning: { ...chosen, chunks: Array.from({ length: 256 }, () => ({ from: 100_000_000, size: 512 }) as const) }
    }
    const before: Record<string, StoredTuning> = {}
    for (let n = 0; n < 40; n++) before[`measuring ${n}`] = largestMeasuring
    for (let n = 0; n < 60; n++) before[`chosen ${n}`] = largest
    await writeFile(path('tunings.json'), JSON.stringify({ version: 1, tunings: before }))
    open().write('chosen 60', largest)
    expect((await stat(path('tunings.json'))).size).toBeLessThan(8_000_000)
    const read = ['measuring 0', 'chosen 0', 'chosen 1', 'chosen 60'].map((key) => open().read(key)?.kind)
    expect(read).toEqual(['measuring', undefined, 'chosen', 'chosen'])
  })
})
