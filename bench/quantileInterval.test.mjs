import { expect, it } from 'vitest'
import { quantileInterval } from './quantileInterval.mjs'
import { seeded } from './random.mjs'

const samples = (count, seed) => {
  const random = seeded(seed)
  return Array.from({ length: count }, () => 100 * random())
}

it('holds the quantile of what the samples were drawn from about as often as it says', () => {
  const isHeld = (seed) => {
    const { low, high } = quantileInterval(samples(60, seed), 0.5)
    return low <= 50 && 50 <= high
  }
  const held = Array.from({ length: 40 }, (_, seed) => isHeld(seed)).filter(Boolean).length
  expect(held).toBeGreaterThanOrEqual(34)
})

it('is around the quantile of the samples, and the same each time', () => {
  const drawn = samples(100, 7)
  const interval = quantileInterval(drawn, 0.95)
  expect(interval.low).toBeLessThanOrEqual(interval.value)
  expect(interval.high).toBeGreaterThanOrEqual(interval.value)
  expect(quantileInterval(drawn, 0.95)).toEqual(interval)
})
