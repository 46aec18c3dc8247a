import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_SIZES, nextCut, sizeAt, type Chunks, type ChunkSize } from './chunks'
import type { EngineTuning } from './engineTuning'
import { addTimings, type PrefillSample } from './prefillSamples'
import { onCard, safe } from './testing/sampleTunings'
import { chunkMs, readPromptOn, type SimulatedComputer } from './testing/simulatedComputer'
import { chooseTuning, trialTuning, type TuningEvidence } from './tuningChoice'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1000 : 100
const [LIMIT, TRIAL_LIMIT] = [240, 360] // ms

interface Load {
  readonly tuning: EngineTuning
  readonly prompts: readonly number[]
}

/** Loads a model again and again and has it read prompts of these lengths, until a tuning is chosen. */
function learn(computer: SimulatedComputer, { first = safe, contextSize = 8192, prompts = [3000, 3000, 3000] } = {}) {
  let samples: readonly PrefillSample[] = []
  const loads: Load[] = []
  for (let tuning = first; loads.length < 20; tuning = trialTuning(evidence())) {
    loads.push({ tuning, prompts })
    for (const tokens of prompts) {
      samples = addTimings(samples, readPromptOn(computer, tuning, Math.min(tokens, contextSize)), tuning.flashAttention)
      const chosen = chooseTuning(evidence())
      if (chosen) return { chosen, loads, evidence: evidence() }
    }
  }
  return { chosen: null, loads, evidence: evidence() }

  function evidence(): TuningEvidence {
    return { safe: first, contextSize, samples }
  }
}

/** This size throughout, and the smallest behind the context that was timed. */
const throughout = (size: ChunkSize, contextSize = 8192): Chunks => [
  { from: 0, size },
  { from: contextSize, size: 16 }
]

const slowest = (computer: SimulatedComputer, tuning: EngineTuning): number => {
  let ms = 0
  for (let at = 0; at < 8192; at = nextCut(tuning.chunks, at)) {
    const size = sizeAt(tuning.chunks, at)
    if (size > 16) ms = Math.max(ms, chunkMs(computer, tuning, size, at))
  }
  return ms
}

const aligned = (chunks: Chunks): boolean =>
  chunks[0]?.from === 0 &&
  chunks.every(({ from, size }, index) => {
    const before = chunks[index - 1]
    return from % size === 0 && (!before || (from > before.from && from % before.size === 0))
  })

describe('the tuning that real prompts lead to', () => {
  it('has the largest chunks that are read within 240 ms and are clearly faster', () => {
    expect(learn({ base: 50, perToken: 2 }).chosen?.chunks).toEqual(throughout(64))
    expect(learn({ base: 50, perToken: 0.1 }).chosen?.chunks).toEqual(throughout(512))
  })

  it('has the smallest chunks where larger ones are no faster, or even the smallest take longer', () => {
    expect(learn({ perToken: 1 }).chosen).toEqual(safe)
    expect(learn({ base: 1000, perToken: 100 }).chosen).toEqual(safe)
  })

  it('has smaller chunks from where reading is so slow that Stop would wait longer', () => {
    // 64 tokens take 178 + position / 50 ms: 240 ms at position 3,100. 32 take 114 + position / 100.
    const chunks = learn({ base: 50, perToken: 2, perPosition: 1 / 3200 }, { prompts: [5000, 5000, 5000] }).chosen?.chunks
    expect(chunks?.map(({ size }) => size)).toEqual([64, 32, 16])
    expect(chunks?.[1]?.from).toBe(3136)
  })

  it('has flash attention where it makes larger chunks faster, unless writing loses what reading gains', () => {
    const withIt = (small: number, large: number) => learn({ perToken: 1, flashAttention: (size) => (size < 64 ? small : large) }).chosen
    expect(withIt(1, 0.7)).toMatchObject({ flashAttention: true, chunks: throughout(64) })
    expect(withIt(1.4, 0.7)).toEqual(safe)
    expect(withIt(1, 1)).toEqual(safe)
  })

  it('is never tried with flash attention where the chunks that it makes faster would take too long', () => {
    const { loads, chosen } = learn({ base: 20, perToken: 6, flashAttention: () => 0.5 })
    expect(loads.map(({ tuning }) => tuning.flashAttention)).not.toContain(true)
    expect(chosen?.chunks).toEqual(throughout(32))
  })

  it('has chunks for the card where layers are on one', () => {
    const { chosen } = learn({ base: 5, perToken: 0.05 }, { first: onCard })
    expect(chosen).toEqual({ ...onCard, chunks: throughout(512) })
  })

  it('is found by short chats too, which are read again when one comes back to them', () => {
    const { chosen } = learn({ base: 50, perToken: 1 }, { prompts: [60, 300, 700, 90, 1100] })
    expect(chosen?.chunks[0]?.size).toBe(128)
  })

  it('is not chosen by prompts that say too little', () => {
    expect(learn({ base: 50, perToken: 1 }, { prompts: [15, 40, 100] }).chosen).toBeNull()
  })

  it('is found in a context that has room for little', () => {
    expect(learn({ base: 50, perToken: 0.01 }, { contextSize: 256, prompts: [256] }).chosen?.chunks).toEqual(throughout(64, 256))
  })

  it('is tried in chunks that begin at multiples of themselves, also where a size in between takes too long', () => {
    for (const perToken of [3, 4, 5, 6, 7, 8, 9, 10])
      for (const perPosition of [0, 0.0005, 0.001, 0.002])
        for (const gain of [0.4, 0.6]) {
          const { loads } = learn(
            { base: 20, perToken, perPosition, flashAttention: (size) => (size < 64 ? 1 : gain) },
            { prompts: [8192] }
          )
          expect(loads.map(({ tuning }) => tuning.chunks).filter((chunks) => !aligned(chunks))).toEqual([])
        }
  })

  it('learns nothing from chunks that were disturbed, however short they were', () => {
    const { evidence } = learn({ base: 50, perToken: 2 })
    expect(addTimings(evidence.samples, [{ at: 0, size: 64, ms: 1, isDisturbed: true }], true)).toBe(evidence.samples)
    expect(addTimings([], [{ at: 0, size: 16, ms: 1 }], false)).toEqual([{ at: 0, size: 16, ms: 1, flashAttention: false, count: 1 }])
  })

  it('does not hang on a single chunk that another program slowed down', () => {
    const { evidence, chosen } = learn({ base: 50, perToken: 2 })
    const samples = evidence.samples.map((sample, index) => (index % 5 === 0 ? { ...sample, ms: sample.ms * 4 } : sample))
    expect(chooseTuning({ ...evidence, samples })?.chunks[0]?.size).toBe(chosen?.chunks[0]?.size)
  })
})

const computers: fc.Arbitrary<SimulatedComputer> = fc
  .record({
    base: fc.double({ min: 0, max: 300, noNaN: true }),
    perToken: fc.double({ min: 0.01, max: 60, noNaN: true }),
    perPosition: fc.double({ min: 0, max: 0.002, noNaN: true }),
    gain: fc.double({ min: 0.4, max: 1, noNaN: true })
  })
  .map(({ gain, ...computer }) => ({ ...computer, flashAttention: (size: number) => (size < 64 ? 1 : gain) }))

it('invariant: on no computer does a chunk larger than the smallest take longer than 240 ms, or 360 ms in a trial; cuts lie at the same tokens', () => {
  fc.assert(
    fc.property(computers, fc.constantFrom(512, 2048, 8192), (computer, contextSize) => {
      const { loads, chosen } = learn(computer, { contextSize, prompts: [contextSize] })
      expect(chosen).not.toBeNull()
      const tunings = loads.map(({ tuning }) => ({ tuning, limit: TRIAL_LIMIT }))
      for (const { tuning, limit } of [...tunings, ...(chosen ? [{ tuning: chosen, limit: LIMIT }] : [])]) {
        expect(aligned(tuning.chunks)).toBe(true)
        expect(tuning.chunks.every(({ size }) => CHUNK_SIZES.includes(size))).toBe(true)
        expect(slowest(computer, tuning), 'also in a larger context than was timed').toBeLessThanOrEqual(limit + 1e-6)
      }
    }),
    { seed: 7, numRuns: runs }
  )
})
