import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReadingThreads, type ReadingRange } from './readingThreads'

/** What a piece of so many tokens at this place takes with so many threads, how many cores they had, and how many were idle. */
type Computer = (threads: number, tokens: number, at: number) => { ms: number; had: number; idle: number | null }

interface Read {
  readonly threads: number
  readonly tokens: number
  readonly ms: number
  readonly isUndisturbed: boolean
}

const CHUNK = 64

/** Reads a prompt of so many tokens as the engine does. */
function read(
  reading: ReadingThreads,
  computer: Computer,
  tokens: number,
  { from = 0, chunk = CHUNK, free = null as number | null, wrote = Infinity } = {}
): Read[] {
  reading.begin(free, wrote)
  const pieces: Read[] = []
  for (let at = from; at < from + tokens; at += chunk) {
    const { threads } = reading
    const { ms, had, idle } = computer(threads, chunk, at)
    const isUndisturbed = reading.read({ tokens: chunk, ms, computedMs: had * ms, idleMs: idle === null ? null : idle * ms })
    pieces.push({ threads, tokens: chunk, ms, isUndisturbed })
  }
  return pieces
}

const speedOf = (pieces: readonly Read[]): number =>
  (pieces.reduce((sum, { tokens }) => sum + tokens, 0) * 1000) / pieces.reduce((sum, { ms }) => sum + ms, 0)
const threadsOf = (pieces: readonly Read[]): number[] => pieces.map(({ threads }) => threads)

/** Two cores. Tokens/s at the first token with 1 and 2 threads; the time grows with the place, as with the starter: by a sixth in 512 tokens. */
const onTwo =
  (speeds: readonly [number, number], had: readonly [number, number], idle: readonly [number, number]): Computer =>
  (threads, tokens, at) => {
    const place = threads - 1
    return { ms: ((tokens * 1000) / (speeds[place] ?? 0)) * (1 + at / 3000), had: had[place] ?? 0, idle: idle[place] ?? 0 }
  }
/** As measured with the starter: beside one busy core two threads share one core, or have one and a half. */
const STARTER = {
  idle: onTwo([134, 260], [1, 1.98], [1, 0.02]),
  'one busy core': onTwo([134, 23], [1, 1], [0, 0]),
  'one busy core, shared now by one thread and now by the other': onTwo([134, 90], [1, 1.4], [0, 0]),
  'two busy cores': onTwo([80, 10], [0.6, 0.9], [0, 0])
}
const two: ReadingRange = { least: 1, most: 2 }
const best = (computer: Computer, tokens: number): number =>
  Math.max(...[1, 2].map((threads) => speedOf(read(new ReadingThreads({ least: threads, most: threads }), computer, tokens))))

describe('on two cores', () => {
  for (const [name, computer] of Object.entries(STARTER)) {
    it(`reads within 5 % of the best fixed number once it knows the computer, ${name}`, () => {
      const reading = new ReadingThreads(two)
      read(reading, computer, 128)
      expect(speedOf(read(reading, computer, 2048))).toBeGreaterThan(0.95 * best(computer, 2048))
    })
  }

  it('has one thread fewer from the second piece on where another program keeps a core busy, and from the first where it did before', () => {
    const reading = new ReadingThreads(two)
    expect(threadsOf(read(reading, STARTER['one busy core'], 512))).toEqual([2, 1, 1, 1, 1, 1, 1, 1])
    expect(threadsOf(read(reading, STARTER['one busy core'], 512))).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
    expect(threadsOf(read(reading, STARTER['one busy core'], 256, { free: 1.05 }))).toEqual([1, 1, 1, 1])
    expect(threadsOf(read(new ReadingThreads(two), STARTER['one busy core'], 256, { free: 1.05, wrote: 1 }))).toEqual([1, 1, 1, 1])
  })

  it('has both again one piece after the core is idle, also at another place', () => {
    const reading = new ReadingThreads(two)
    read(reading, STARTER['one busy core'], 512)
    expect(threadsOf(read(reading, STARTER.idle, 320, { from: 4096 }))).toEqual([1, 2, 2, 2, 2])
  })

  it('begins with both where the core has become idle before, or was busy for a while between two readings', () => {
    const reading = new ReadingThreads(two)
    read(reading, STARTER['one busy core'], 512)
    expect(threadsOf(read(reading, STARTER.idle, 128, { free: 1.9, wrote: 1 }))).toEqual([2, 2])
    expect(threadsOf(read(reading, STARTER.idle, 128, { free: 0.2, wrote: 2 }))).toEqual([2, 2])
    expect(threadsOf(read(reading, STARTER.idle, 128, { wrote: 1 }))).toEqual([2, 2])
  })

  it('tries both again and again, ever more seldom, where nobody says which cores are idle', () => {
    const reading = new ReadingThreads(two)
    const blind =
      (computer: Computer): Computer =>
      (...of) => ({ ...computer(...of), idle: null })
    const pieces = read(reading, blind(STARTER['one busy core']), 16_384, { chunk: 16 })
    const tries = pieces.slice(0, 400).flatMap(({ threads }, place) => (threads === 2 ? [place] : []))
    const waits = tries.slice(1).map((place, index) => place - (tries[index] ?? 0))
    expect(waits.slice(0, 5)).toEqual([...waits.slice(0, 5)].sort((a, b) => a - b))
    expect(speedOf(pieces)).toBeGreaterThan(0.85 * best(STARTER['one busy core'], 16_384))
    expect(read(reading, blind(STARTER.idle), 2048).at(-1)?.threads).toBe(2)
  })

  it('a window that draws, or a program that takes a third of a core, changes nothing', () => {
    const drawing = onTwo([134, 200], [1, 1.68], [0.7, 0.02])
    expect(new Set(threadsOf(read(new ReadingThreads(two), drawing, 2048)))).toEqual(new Set([2]))
  })

  it('one long piece costs one piece with one thread', () => {
    const reading = new ReadingThreads(two)
    let count = 0
    const computer: Computer = (...of) => (++count === 4 ? { ...STARTER['one busy core'](...of) } : STARTER.idle(...of))
    expect(threadsOf(read(reading, computer, 512))).toEqual([2, 2, 2, 2, 1, 2, 2, 2])
  })

  it('keeps both where they wait without spinning, or may not have more of the processor: what they lack is idle', () => {
    const pieces = read(new ReadingThreads(two), onTwo([134, 200], [1, 1.4], [0.6, 0.6]), 2048)
    expect(new Set(threadsOf(pieces))).toEqual(new Set([2]))
    expect(pieces.every(({ isUndisturbed }) => isUndisturbed)).toBe(true)
  })

  it('keeps both where one thread takes longer', () => {
    const limited = onTwo([134, 200], [1, 1.4], [0, 0])
    const pieces = read(new ReadingThreads(two), limited, 2048)
    expect(threadsOf(pieces).filter((threads) => threads === 1)).toHaveLength(1)
    expect(
      pieces.slice(2).every(({ isUndisturbed }) => isUndisturbed),
      'that is what this computer takes'
    ).toBe(true)
  })

  it('looks at short pieces together', () => {
    const reading = new ReadingThreads(two)
    let count = 0
    // The system counts 16 ms at a time: one piece had nothing, the next one twice as much.
    const coarse: Computer = () => ({ ms: 10, had: ++count % 2 === 0 ? 3.2 : 0.8, idle: 0 })
    expect(new Set(threadsOf(read(reading, coarse, 1600, { chunk: 16 })))).toEqual(new Set([2]))
  })
})

it('says which pieces had all threads on cores of their own', () => {
  const reading = new ReadingThreads(two)
  expect(read(reading, STARTER.idle, 128).map(({ isUndisturbed }) => isUndisturbed)).toEqual([true, true])
  expect(read(reading, STARTER['one busy core'], 128).map(({ isUndisturbed }) => isUndisturbed)).toEqual([false, false])
})

describe('on eight cores', () => {
  /** `busy` programs, which share cores with threads that find none idle; every thread waits for the slowest. */
  const eight =
    (busy: number): Computer =>
    (threads, tokens) => {
      const shared = Math.max(0, threads + busy - 8)
      return {
        ms: ((tokens * 1000) / (100 * threads)) * (shared > 0 ? 5 : 1),
        had: threads - shared / 2,
        idle: Math.max(0, 8 - threads - busy)
      }
    }

  it('keeps all where one thread works alone between two computations, and the other cores are idle', () => {
    const serial: Computer = (threads, tokens) => {
      const alone = 1 // ms
      const ms = alone + (tokens * 1000) / (200 * threads)
      return { ms, had: threads - ((threads - 1) * alone) / ms, idle: 8 - threads + ((threads - 1) * alone) / ms }
    }
    const pieces = read(new ReadingThreads({ least: 1, most: 8 }), serial, 2048, { chunk: 16 })
    expect(new Set(threadsOf(pieces))).toEqual(new Set([8]))
    expect(pieces.every(({ isUndisturbed }) => isUndisturbed)).toBe(true)
  })

  it('judges no piece by itself where the system counts in steps of 16 ms', () => {
    let computed = 0
    const step = 8 * 15.6
    // Pieces of 20 ms: most of them see one step, some none or two.
    const coarse: Computer = () => {
      const before = Math.floor(computed / step)
      computed += 8 * 20
      return { ms: 20, had: ((Math.floor(computed / step) - before) * step) / 20, idle: 0 }
    }
    expect(new Set(threadsOf(read(new ReadingThreads({ least: 1, most: 8 }, 15.6), coarse, 1600, { chunk: 16 })))).toEqual(new Set([8]))
  })

  for (const busy of [0, 1, 3, 6])
    it(`leaves ${busy} to ${busy} other programs`, () => {
      const reading = new ReadingThreads({ least: 1, most: 8 })
      expect(read(reading, eight(busy), 2048).at(-1)?.threads).toBe(8 - busy)
      expect(threadsOf(read(reading, eight(0), 192)).at(-1)).toBe(8)
    })
})

it('a pinned number is always used', () => {
  const reading = new ReadingThreads({ least: 2, most: 2 })
  const pieces = read(reading, STARTER['one busy core'], 1024, { free: 0 })
  expect(new Set(threadsOf(pieces))).toEqual(new Set([2]))
  expect(
    pieces.every(({ isUndisturbed }) => isUndisturbed),
    'a graphics card may compute, for which the threads wait'
  ).toBe(true)
})

it('invariant: whatever pieces take, the number stays in its range', () => {
  const runs = process.env['HEARTH_FAULTS'] === 'full' ? 2000 : 200
  const piece = fc.record({
    tokens: fc.constantFrom(5, 16, 64),
    ms: fc.double({ min: 0.01, max: 5000, noNaN: true }),
    computedMs: fc.double({ min: 0, max: 50_000, noNaN: true }),
    idleMs: fc.option(fc.double({ min: 0, max: 50_000, noNaN: true }))
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 16 }),
      fc.array(fc.oneof(piece, fc.record({ free: fc.option(fc.double({ min: 0, max: 64, noNaN: true })) })), { maxLength: 300 }),
      (most, steps) => {
        const reading = new ReadingThreads({ least: 1, most })
        for (const step of steps) {
          if ('free' in step) reading.begin(step.free)
          else reading.read(step)
          expect(Number.isInteger(reading.threads) && reading.threads >= 1 && reading.threads <= most).toBe(true)
        }
      }
    ),
    { seed: 12, numRuns: runs }
  )
})
