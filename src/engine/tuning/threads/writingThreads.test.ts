import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WritingThreads, type ThreadRange } from './writingThreads'

/** Milliseconds of a token with so many threads. */
type TokenTime = (threads: number) => number

interface Written {
  readonly threads: number
  readonly ms: number
}

/** Writes for so many milliseconds as the engine does. `drawsEvery`: milliseconds between two updates of the window. */
function write(writing: WritingThreads, time: TokenTime, forMs: number, drawsEvery = Infinity): Written[] {
  const written: Written[] = []
  let now = 0
  let sentAt = -Infinity
  while (now < forMs) {
    if (now - sentAt >= drawsEvery) sentAt = now
    const isDrawing = now - sentAt < 8
    const threads = writing.next(isDrawing)
    const ms = time(threads)
    writing.wrote(threads, ms, isDrawing)
    written.push({ threads, ms })
    now += ms
  }
  return written
}

const speedOf = (written: readonly Written[]): number => (written.length * 1000) / written.reduce((sum, { ms }) => sum + ms, 0)

/** Measured tokens/s with the starter on two cores, 1 and 2 threads: idle, beside one busy core, beside two. */
const STARTER = { idle: [32, 50], oneBusy: [33, 22], bothBusy: [20, 4.8] } as const
const timeOf =
  (speeds: readonly number[]): TokenTime =>
  (threads) =>
    1000 / (speeds[threads - 1] ?? 0)
const two: ThreadRange = { least: 1, first: 2, most: 2, cores: 2 }

describe('on two cores', () => {
  for (const [name, speeds] of Object.entries(STARTER)) {
    it(`writes within 5 % of the best fixed number, ${name}`, () => {
      const speed = speedOf(write(new WritingThreads(two), timeOf(speeds), 30_000, 100))
      expect(speed).toBeGreaterThan(0.95 * Math.max(...speeds))
    })
  }

  it('goes down within a second when another program takes a core, and up again within nine when it is free', () => {
    const writing = new WritingThreads(two)
    write(writing, timeOf(STARTER.idle), 5000)
    expect(writing.threads).toBe(2)
    write(writing, timeOf(STARTER.oneBusy), 1000)
    expect(writing.threads).toBe(1)
    write(writing, timeOf(STARTER.oneBusy), 20_000)
    expect(writing.threads).toBe(1)
    write(writing, timeOf(STARTER.idle), 9000)
    expect(writing.threads).toBe(2)
  })

  it('goes down within a second where the other program takes the core from every third token only', () => {
    const writing = new WritingThreads(two)
    write(writing, timeOf(STARTER.idle), 5000)
    let count = 0
    const oneBusy: TokenTime = (threads) => (threads === 1 ? 22 : ++count % 3 === 0 ? 60 : 17)
    write(writing, oneBusy, 1000)
    expect(writing.threads).toBe(1)
  })

  it('leaves a core to the window while it draws where that costs a quick model little', () => {
    const writing = new WritingThreads(two)
    const quick = timeOf([140, 160])
    write(writing, quick, 2000, 100)
    expect([writing.next(true), writing.next(false)]).toEqual([1, 2])
  })

  it('leaves none where one thread fewer costs more than drawing, as with a slow model', () => {
    const writing = new WritingThreads(two)
    write(writing, timeOf([4, 8]), 5000, 100)
    expect([writing.next(true), writing.next(false)]).toEqual([2, 2])
  })

  it('one long token changes nothing', () => {
    const writing = new WritingThreads(two)
    let count = 0
    const written = write(writing, (threads) => timeOf(STARTER.idle)(threads) * (++count % 40 === 0 ? 20 : 1), 60_000)
    expect(written.filter(({ threads }) => threads === 1).length / written.length).toBeLessThan(0.05)
  })
})

it('tries every core of eight, efficiency cores among them, one at a time', () => {
  const writing = new WritingThreads({ least: 1, first: 4, most: 8, cores: 8 })
  const best6: TokenTime = (threads) => (threads <= 6 ? 120 / threads : 20 + 8 * (threads - 6))
  const written = write(writing, best6, 30_000)
  const steps = written.slice(1).map(({ threads }, place) => Math.abs(threads - (written[place]?.threads ?? 0)))
  expect(Math.max(...steps)).toBe(1)
  expect(writing.threads).toBe(6)
  const slower: TokenTime = (threads) => 10 + 5 * Math.abs(threads - 2)
  write(writing, slower, 20_000)
  expect(writing.threads).toBe(2)
})

it('a pinned number is always used', () => {
  const written = write(new WritingThreads({ least: 3, first: 3, most: 3, cores: 8 }), (threads) => 1000 / threads, 60_000, 100)
  expect(written.every(({ threads }) => threads === 3)).toBe(true)
})

it('a new reply begins with what the last one found, and judges anew', () => {
  const writing = new WritingThreads(two)
  write(writing, timeOf(STARTER.oneBusy), 3000)
  writing.begin()
  expect(writing.next(false)).toBe(1)
  write(writing, timeOf(STARTER.idle), 9000)
  expect(writing.threads).toBe(2)
})

it('a reply that begins with fewer threads because of its prompt goes up soon where the computer is idle by then', () => {
  const writing = new WritingThreads(two)
  write(writing, timeOf(STARTER.idle), 60_000) // trials are rare by now
  writing.begin(1)
  expect(writing.next(false)).toBe(1)
  write(writing, timeOf(STARTER.idle), 1_500)
  expect(writing.threads).toBe(2)
})

it('invariant: whatever tokens take, the number stays in its range and moves by one', () => {
  const runs = process.env['HEARTH_FAULTS'] === 'full' ? 2000 : 200
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 16 }),
      fc.integer({ min: 1, max: 16 }),
      fc.array(fc.record({ ms: fc.double({ min: 0.1, max: 5000, noNaN: true }), draws: fc.boolean() }), { maxLength: 400 }),
      (a, b, tokens) => {
        const [first, most] = a < b ? [a, b] : [b, a]
        const writing = new WritingThreads({ least: 1, first, most, cores: most })
        let before = first
        for (const { ms, draws } of tokens) {
          const threads = writing.next(draws)
          expect(threads).toBeGreaterThanOrEqual(1)
          expect(threads).toBeLessThanOrEqual(most)
          expect(Math.abs(threads - before)).toBeLessThanOrEqual(2) // from a trial below to one above
          writing.wrote(threads, ms, draws)
          expect(Math.abs(writing.threads - threads)).toBeLessThanOrEqual(1)
          before = threads
        }
      }
    ),
    { seed: 11, numRuns: runs }
  )
})
