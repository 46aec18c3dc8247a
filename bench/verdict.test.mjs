import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviation } from './statistics.mjs'
import { meanInterval, verdictOf } from './verdict.mjs'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })

describe('the mean of samples with its 95 % interval', () => {
  it('is that of the t distribution', () => {
    const { mean, low, high, count } = meanInterval([4, 5, 6, 7, 8])
    expect({ mean, count }).toEqual({ mean: 6, count: 5 })
    expect(low).toBeCloseTo(6 - (2.776 * Math.sqrt(2.5)) / Math.sqrt(5), 9)
    expect(high).toBeCloseTo(6 + (2.776 * Math.sqrt(2.5)) / Math.sqrt(5), 9)
  })

  it.each([
    [31, 2.0395],
    [60, 2.0003],
    [1000, 1.9623]
  ])('goes on behind the table: %i degrees of freedom', (freedom, quantile) => {
    const samples = Array.from({ length: freedom + 1 }, (_, place) => place % 2)
    const { low, high, count } = meanInterval(samples)
    expect(((high - low) / 2) * (Math.sqrt(count) / deviation(samples))).toBeCloseTo(quantile, 3)
  })

  it('has no ends where samples do not show how they scatter', () => {
    expect(meanInterval([3])).toEqual({ mean: 3, low: -Infinity, high: Infinity, count: 1 })
    expect(meanInterval([])).toEqual({ mean: NaN, low: -Infinity, high: Infinity, count: 0 })
  })

  it('holds the mean', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 50 }), (samples) => {
        const { mean, low, high } = meanInterval(samples)
        expect(low).toBeLessThanOrEqual(mean)
        expect(high).toBeGreaterThanOrEqual(mean)
      })
    )
  })
})

describe('the verdict on a goal', () => {
  it.each([
    [{ atMost: 10 }, { low: 8, high: 10 }, 'met'],
    [{ atMost: 10 }, { low: 9, high: 11 }, 'undecided'],
    [{ atMost: 10 }, { low: 10.1, high: 11 }, 'not met'],
    [{ atLeast: 0.97 }, { low: 0.97, high: 0.99 }, 'met'],
    [{ atLeast: 0.97 }, { low: 0.96, high: 0.98 }, 'undecided'],
    [{ atLeast: 0.97 }, { low: 0.95, high: 0.969 }, 'not met'],
    [{ atLeast: 1, atMost: 2 }, { low: 1.2, high: 1.9 }, 'met'],
    [{ atLeast: 1, atMost: 2 }, { low: 0.5, high: 0.9 }, 'not met']
  ])('%o of %o is %s', (goal, interval, verdict) => {
    expect(verdictOf(interval, goal)).toBe(verdict)
  })

  it('is open where the interval has no ends', () => {
    expect(verdictOf(meanInterval([3]), { atMost: 10 })).toBe('undecided')
  })

  it('is open where nothing was measured', () => {
    expect(verdictOf(meanInterval([]), { atMost: 10 })).toBe('undecided')
    expect(verdictOf({ low: NaN, high: NaN }, { atMost: 10 })).toBe('undecided')
  })
})
