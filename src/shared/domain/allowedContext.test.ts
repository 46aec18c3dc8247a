import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allowedContext, contextSteps } from './allowedContext'

const bounds = fc.integer({ min: 1, max: 2_000_000 }).map((trained) => ({ least: Math.min(2_048, trained), trained }))

it('any number becomes a context within the bounds, of whole steps or as long as the trained one, and stays that', () => {
  fc.assert(
    fc.property(bounds, fc.integer({ min: 1, max: 3_000_000 }), (given, typed) => {
      const tokens = allowedContext(typed, given)
      expect(tokens).toBeGreaterThanOrEqual(given.least)
      expect(tokens).toBeLessThanOrEqual(given.trained)
      expect(tokens % 256 === 0 || tokens === given.trained).toBe(true)
      expect(allowedContext(tokens, given)).toBe(tokens)
      if (typed <= given.trained) expect(tokens).toBeGreaterThanOrEqual(typed)
    }),
    { seed: 1 }
  )
})

it('few are offered, each longer than the one before, from the least to the trained one', () => {
  fc.assert(
    fc.property(bounds, (given) => {
      const steps = contextSteps(given)
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
      expect([steps[0], steps.at(-1)]).toEqual([given.least, given.trained])
      expect(steps.length).toBeLessThanOrEqual(11)
      expect(steps.map((each) => allowedContext(each, given))).toEqual(steps)
    }),
    { seed: 1 }
  )
  expect(contextSteps({ least: 2_048, trained: 40_960 })).toEqual([2_048, 4_096, 8_192, 16_384, 32_768, 40_960])
})
