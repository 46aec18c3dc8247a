import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LoadRecord } from '../../core/models/loadRecordStore'
import { openLoadRecords } from './loadRecordsFile'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-loads-'))))
afterEach(() => rm(folder, { recursive: true }))

const path = () => join(folder, 'loads.json')
const warnings: string[] = []
const log = { info: () => {}, warn: (text: string) => void warnings.push(text), error: () => {} }
const open = () => openLoadRecords(folder, { log })
const record: LoadRecord = {
  resident: { bytes: 907e6, contextSize: 8_192 },
  reading: { backend: 'cpu', weight: 100, place: 5_000, time: 800, placePlace: 3e5, placeTime: 4e4 },
  failedCard: { name: 'NVIDIA GeForce 9', backend: 'cuda', driver: 'NVIDIA 535.183.01' }
}
const empty: LoadRecord = { resident: null, reading: null, failedCard: null }

describe('openLoadRecords', () => {
  it('knows nothing where there is no file, and makes none', async () => {
    expect(open().read('key')).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives at the next start what was written, under its key alone', () => {
    open().write('one', record)
    open().write('two', empty)
    expect(open().read('one')).toEqual(record)
    expect(open().read('two')).toEqual(empty)
    for (const key of ['three', 'constructor', '__proto__', 'toString']) expect(open().read(key)).toBeNull()
  })

  it('remembers nothing of a file that cannot be read, which is kept beside and told in the log', async () => {
    await writeFile(path(), '{ "records": ')
    expect(open().read('one')).toBeNull()
    expect(warnings.join()).toContain('loads.json')
    open().write('one', record)
    expect(open().read('one')).toEqual(record)
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('loses what cannot be read of one record, and nothing else', async () => {
    const broken = { ...record, failedCard: { name: 7 } }
    await writeFile(path(), JSON.stringify({ version: 1, records: { one: record, two: broken, three: 'x' } }))
    expect(open().read('one')).toEqual(record)
    expect(open().read('two')).toEqual({ ...record, failedCard: null })
    expect(open().read('three')).toBeNull()
  })

  it('keeps the two hundred that were written last, within what is read of the file', async () => {
    const long = { ...record, failedCard: { name: 'x'.repeat(250), backend: 'cuda', driver: 'y'.repeat(250) } } as const
    const opened = open()
    for (let n = 0; n < 200; n++) opened.write(`key ${n}`, long)
    opened.write('key 0', long)
    opened.write('key 200', long)
    expect(open().read('key 1')).toBeNull()
    expect(open().read('key 0')).toEqual(long)
    expect((await stat(path())).size).toBeLessThan(1_000_000)
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ version: 1 })
  })
})
