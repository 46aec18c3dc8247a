import { describe, expect, it } from 'vitest'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'
import type { LoadRecord } from './loadRecordStore'
import { LoadRecords } from './loadRecords'
import type { LibraryEntry } from './modelLibrary'
import { ManualClock } from '../testing/manualClock'

function setUp() {
  const kept = new Map<string, LoadRecord>()
  const clock = new ManualClock()
  const records = new LoadRecords({
    loadRecords: { read: (key) => kept.get(key) ?? null, write: (key, record) => void kept.set(key, record) },
    computer: { cpuModel: 'A processor', cpuCount: 2, engineVersion: '1' },
    graphicsDriver: null,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined }
  })
  return { records, clock, entry: { path: '/models/a.gguf', model: { bytes: 7 } } as LibraryEntry }
}

const chunks = (ms: number, isDisturbed = false): PrefillTiming[] =>
  Array.from({ length: 8 }, (_, place) => ({ at: 64 * place, size: 64, ms, ...(isDisturbed && { isDisturbed: true as const }) }))

describe('the time that a prompt will take', () => {
  it('is longer at once while other programs have a core, and the usual one again when they have gone', () => {
    const { records, entry } = setUp()
    const expected = (): number | null => records.readingTime(entry, 0, 640, 'cpu')
    records.learnReading(entry, chunks(240), 'cpu')
    expect(expected()).toBeCloseTo(2400, 0)
    records.learnReading(entry, chunks(480, true), 'cpu')
    expect(expected()).toBeCloseTo(4800, 0)
    for (let reply = 0; reply < 20; reply++) records.learnReading(entry, chunks(480, true), 'cpu')
    expect(expected()).toBeCloseTo(4800, 0)
    records.learnReading(entry, chunks(240), 'cpu')
    expect(expected()).toBeCloseTo(2400, 0)
  })

  it('is the usual one again a while after the other programs were seen last', async () => {
    const { records, clock, entry } = setUp()
    records.learnReading(entry, chunks(240), 'cpu')
    records.learnReading(entry, chunks(480, true), 'cpu')
    await clock.advance(59_000)
    expect(records.readingTime(entry, 0, 640, 'cpu')).toBeCloseTo(4800, 0)
    await clock.advance(1_000)
    expect(records.readingTime(entry, 0, 640, 'cpu')).toBeCloseTo(2400, 0)
  })

  it('is told of a model that was never read undisturbed, too', () => {
    const { records, entry } = setUp()
    records.learnReading(entry, chunks(480, true), 'cpu')
    expect(records.readingTime(entry, 0, 640, 'cpu')).toBeCloseTo(4800, 0)
  })
})
