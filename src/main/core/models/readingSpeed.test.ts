import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'
import { addReading, readingPace, readingTime } from './readingSpeed'

/** Chunks of 64 tokens from `from` on, each token taking `ms` and `perToken` more for each token before it. */
const timings = (from: number, count: number, ms: number, perToken = 0): PrefillTiming[] =>
  Array.from({ length: count }, (_, place) => {
    const at = from + place * 64
    return { at, size: 64, ms: 64 * (ms + perToken * (at + 32)) }
  })

describe('the time that reading takes', () => {
  it('is not told before enough was measured', () => {
    expect(readingTime(null, 0, 100, 'cpu')).toBeNull()
    expect(readingTime(addReading(null, timings(0, 1, 5), 'cpu'), 0, 100, 'cpu')).toBeNull()
    expect(addReading(null, [], 'cpu')).toBeNull()
  })

  it('is that of the tokens that are new, which is more the further behind they stand', () => {
    const speed = addReading(null, timings(0, 32, 2, 0.001), 'cpu')
    expect(readingTime(speed, 0, 1000, 'cpu')).toBeCloseTo(2 * 1000 + 0.0005 * 1000 ** 2, 3)
    expect(readingTime(speed, 4000, 5000, 'cpu')).toBeCloseTo(2 * 1000 + 0.0005 * (5000 ** 2 - 4000 ** 2), 3)
    expect(readingTime(speed, 500, 500, 'cpu')).toBe(0)
  })

  it('makes no line of what was measured at places near each other', () => {
    const noisy: PrefillTiming[] = [
      { at: 0, size: 64, ms: 100 },
      { at: 64, size: 64, ms: 130 }
    ]
    expect(readingTime(addReading(null, noisy, 'cpu'), 0, 4000, 'cpu')).toBeCloseTo((230 / 128) * 4000, 5)
    let same = addReading(null, [{ at: 37, size: 64, ms: 100 }], 'cpu')
    for (let turn = 0; turn < 50; turn++) same = addReading(same, [{ at: 37, size: 64, ms: 100 }], 'cpu')
    expect(readingTime(same, 0, 4000, 'cpu')).toBeCloseTo((100 / 64) * 4000, 0)
  })

  it('follows a computer that has become slower within a few generations', () => {
    let speed = addReading(null, timings(0, 32, 1), 'cpu')
    for (let generation = 0; generation < 6; generation++) speed = addReading(speed, timings(0, 32, 3), 'cpu')
    expect((readingTime(speed, 0, 1000, 'cpu') ?? 0) / 3000).toBeGreaterThan(0.9)
  })

  it('is not forgotten over short turns, and not that of another backend', () => {
    let speed = addReading(null, timings(0, 32, 2), 'cpu')
    for (let turn = 0; turn < 100; turn++) speed = addReading(speed, [{ at: 2048, size: 32, ms: 64 }], 'cpu')
    expect(readingTime(speed, 0, 1000, 'cpu')).toBeCloseTo(2000, 0)
    expect(readingTime(speed, 0, 1000, 'cuda')).toBeNull()
    expect(readingTime(addReading(speed, timings(0, 32, 0.1), 'cuda'), 0, 1000, 'cuda')).toBeCloseTo(100, 0)
  })

  it('has a pace: how many times as long it took where the newest chunk was disturbed', () => {
    const usual = addReading(null, timings(0, 32, 2), 'cpu')
    const disturbed = (ms: number): PrefillTiming[] => timings(0, 5, ms).map((timing) => ({ ...timing, isDisturbed: true }))
    const [stalled, ...slower] = disturbed(4)
    if (!stalled) throw new Error('no timing')
    expect(readingPace(usual, [{ ...stalled, ms: 2744 }, ...slower], 'cpu')).toBeCloseTo(2, 5)
    expect(readingPace(usual, [...slower, ...timings(320, 1, 2)], 'cpu')).toBe(1)
    expect(readingPace(usual, [], 'cpu')).toBe(1)
    expect(readingPace(null, slower, 'cpu')).toBe(1)
    expect(readingPace(usual, slower, 'cuda')).toBe(1)
  })

  it('is never less than nothing, and never less for more tokens, whatever was measured', () => {
    const timing = fc.record({
      at: fc.integer({ min: 0, max: 8000 }),
      size: fc.constantFrom(16, 64, 256, 512),
      ms: fc.double({ min: 0, max: 1e5, noNaN: true })
    })
    const place = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(
        fc.array(fc.array(timing as fc.Arbitrary<PrefillTiming>, { maxLength: 20 }), { maxLength: 5 }),
        place,
        place,
        place,
        (runs, a, b, c) => {
          const speed = runs.reduce<ReturnType<typeof addReading>>((before, each) => addReading(before, each, 'cpu'), null)
          const [from = 0, middle = 0, to = 0] = [a, b, c].sort((x, y) => x - y)
          const short = readingTime(speed, from, middle, 'cpu')
          const long = readingTime(speed, from, to, 'cpu')
          if (short === null || long === null) return
          expect(short).toBeGreaterThanOrEqual(0)
          expect(long).toBeGreaterThanOrEqual(short)
        }
      ),
      { seed: 4, numRuns: 500 }
    )
  })
})
