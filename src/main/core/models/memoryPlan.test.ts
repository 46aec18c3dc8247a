import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextThatFits, MAX_CONTEXT_SIZE, neededWithGraphics, ramNeeded, usable, type ModelMemory } from './memoryPlan'

/** As the headers of two real files say it. `resident`: what their engine had in memory after reading a prompt, measured. */
const tiny: ModelMemory = {
  weightBytes: 98_362_432,
  shape: {
    trainedContext: 8_192,
    embedding: 576,
    feedForward: 1_536,
    vocabulary: 49_152,
    heads: 9,
    keyValueHeads: 90,
    keyLength: 64,
    valueLength: 64
  }
}
const larger: ModelMemory = {
  weightBytes: 491_400_064,
  shape: {
    trainedContext: 32_768,
    embedding: 896,
    feedForward: 4_864,
    vocabulary: 151_936,
    heads: 14,
    keyValueHeads: 48,
    keyLength: 64,
    valueLength: 64
  }
}
const RESIDENT = { tiny: 517e6, larger: 920e6 }

describe('the memory that a model takes', () => {
  it('is never estimated lower than what was measured, nor more than twice as high', () => {
    expect(ramNeeded(tiny)).toBeGreaterThan(RESIDENT.tiny)
    expect(ramNeeded(tiny)).toBeLessThan(2 * RESIDENT.tiny)
    expect(ramNeeded(larger)).toBeGreaterThan(RESIDENT.larger)
    expect(ramNeeded(larger)).toBeLessThan(2 * RESIDENT.larger)
  })

  it('counts the weights twice on the processor, which may copy them into another order, and once on a graphics card', () => {
    const [one, two] = [larger, { ...larger, weightBytes: 2 * larger.weightBytes }]
    expect(ramNeeded(two) - ramNeeded(one)).toBe(2 * larger.weightBytes)
    expect(neededWithGraphics(two).graphics - neededWithGraphics(one).graphics).toBe(larger.weightBytes)
  })
})

describe('a model whose engine was measured', () => {
  const measured = { bytes: 900e6, contextSize: 8_192 }

  it('takes what was measured, and what attention needs once its context is full', () => {
    expect(ramNeeded(larger, measured)).toBe(900e6 + 4 * 512 * 14 * 8_192)
    expect(ramNeeded(larger, measured)).toBeLessThan(ramNeeded(larger))
  })

  it('takes more with a longer context than with the one it was measured with', () => {
    const longer = ramNeeded(larger, { ...measured, contextSize: 2_048 })
    expect(longer - ramNeeded(larger, measured)).toBe(2 * 48 * 128 * 6_144)
  })

  it('never takes less than its weights and its KV cache: what was measured leaves out pages that the system took back', () => {
    const { weightBytes } = larger
    const least = weightBytes + 2 * 48 * 128 * 8_192 + 4 * 512 * 14 * 8_192
    expect(ramNeeded(larger, { bytes: 300e6, contextSize: 8_192 })).toBe(least)
    expect(ramNeeded(larger, { bytes: 300e6, contextSize: 2_048 })).toBe(least)
    expect(ramNeeded(larger, { bytes: 0, contextSize: 32_768 })).toBe(least)
  })

  it('has the context that fits by what was measured', () => {
    const free = 1.6e9
    expect(contextThatFits(larger, free)).toBe(2_048)
    expect(contextThatFits(larger, free, measured)).toBe(MAX_CONTEXT_SIZE)
  })

  it('has the same context again, with the same memory free, whatever context it was measured with', () => {
    const sizes = fc.integer({ min: 2_048 / 256, max: 8_192 / 256 }).map((steps) => steps * 256)
    fc.assert(
      fc.property(sizes, sizes, fc.integer({ min: 0, max: 4e9 }), (one, another, free) => {
        const measuredWith = (contextSize: number) => ({ bytes: 700e6 + 2 * 48 * 128 * contextSize, contextSize })
        const tokens = contextThatFits(larger, free, measuredWith(one))
        expect(contextThatFits(larger, free, measuredWith(another))).toBe(tokens)
        const model = (trainedContext: number): ModelMemory => ({ ...larger, shape: { ...larger.shape, trainedContext } })
        if (tokens > 2_048) expect(ramNeeded(model(tokens), measuredWith(one))).toBeLessThanOrEqual(usable(free))
      }),
      { seed: 1 }
    )
  })
})

describe('the context that a model is loaded with', () => {
  const context = fc.integer({ min: 0, max: 64e9 })

  it('is the longest that fits beside what stays free for the system, in steps of 256 tokens', () => {
    fc.assert(
      fc.property(context, (free) => {
        const tokens = contextThatFits(larger, free)
        expect(tokens % 256).toBe(0)
        const model = (trainedContext: number): ModelMemory => ({ ...larger, shape: { ...larger.shape, trainedContext } })
        if (tokens > 2_048) expect(ramNeeded(model(tokens))).toBeLessThanOrEqual(usable(free))
        if (tokens < MAX_CONTEXT_SIZE) expect(ramNeeded(model(tokens + 256))).toBeGreaterThan(usable(free))
      }),
      { seed: 1 }
    )
  })

  it('is never longer where less is free', () => {
    fc.assert(
      fc.property(context, context, (a, b) => {
        expect(contextThatFits(larger, Math.min(a, b))).toBeLessThanOrEqual(contextThatFits(larger, Math.max(a, b)))
      }),
      { seed: 1 }
    )
  })

  it('is long enough to talk where the model seems not to fit, and as long as it was trained for at most', () => {
    expect(contextThatFits(larger, 0)).toBe(2_048)
    expect(contextThatFits({ ...tiny, shape: { ...tiny.shape, trainedContext: 512 } }, 0)).toBe(512)
    expect(contextThatFits(tiny, 64e9)).toBe(8_192)
    expect(contextThatFits(larger, 64e9)).toBe(MAX_CONTEXT_SIZE)
  })
})

it('a gigabyte stays free for the system, or a quarter of what there is', () => {
  expect(usable(16e9)).toBe(15e9)
  expect(usable(2e9)).toBe(1.5e9)
})
