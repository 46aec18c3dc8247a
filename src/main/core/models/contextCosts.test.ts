import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contextCost, type ContextInUse } from './contextCosts'
import { usable } from './memoryPlan'

const bytes = fc.integer({ min: 0, max: 64e9 })
const tokens = fc.integer({ min: 1, max: 1_000_000 })
const shape = fc.record({
  trainedContext: fc.constant(1_000_000),
  embedding: fc.integer({ min: 64, max: 8_192 }),
  feedForward: fc.integer({ min: 64, max: 32_768 }),
  vocabulary: fc.integer({ min: 300, max: 300_000 }),
  heads: fc.integer({ min: 1, max: 128 }),
  keyValueHeads: fc.integer({ min: 1, max: 4_096 }),
  keyLength: fc.constantFrom(64, 128, 256),
  valueLength: fc.constantFrom(64, 128, 256)
})
const inUse: fc.Arbitrary<ContextInUse> = fc.record({
  model: fc.record({ weightBytes: fc.integer({ min: 1e6, max: 40e9 }), shape }),
  contextSize: tokens,
  usesGpu: fc.boolean(),
  measured: fc.option(fc.record({ bytes, contextSize: tokens })),
  residentBytes: fc.option(bytes),
  ramFree: fc.option(bytes),
  graphicsFree: fc.option(bytes)
})
const order = ['fits', 'offCard', 'mayNotFit']

it('a longer context takes more, and fits no better', () => {
  fc.assert(
    fc.property(inUse, tokens, tokens, (now, one, another) => {
      const shorter = contextCost(now, Math.min(one, another))
      const longer = contextCost(now, Math.max(one, another))
      expect(Math.sign(longer.added - shorter.added)).toBe(one === another ? 0 : 1)
      expect(order.indexOf(longer.fitting)).toBeGreaterThanOrEqual(order.indexOf(shorter.fitting))
    }),
    { seed: 1 }
  )
})

it('the one in use takes nothing more and fits, and so does every shorter one', () => {
  fc.assert(
    fc.property(inUse, tokens, (now, other) => {
      expect(contextCost(now, now.contextSize)).toMatchObject({ added: 0, fitting: 'fits' })
      if (other <= now.contextSize) expect(contextCost(now, other).fitting).toBe('fits')
    }),
    { seed: 1 }
  )
})

it('a longer one fits only where what it takes more is free beside what belongs to the system, and that is known', () => {
  fc.assert(
    fc.property(inUse, tokens, (now, more) => {
      const { added, fitting } = contextCost(now, now.contextSize + more)
      const free = (now.usesGpu ? now.graphicsFree : now.ramFree) ?? 0
      if (fitting === 'fits') expect(added).toBeLessThanOrEqual(usable(free))
      if (fitting === 'offCard') expect(added).toBeLessThanOrEqual(usable(free) + usable(now.ramFree ?? 0))
    }),
    { seed: 1 }
  )
})
