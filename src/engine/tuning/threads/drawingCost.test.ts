import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DrawingCost } from './drawingCost'

/** So many updates, each with one token beside it that took so much longer. */
function after(...costs: readonly number[]): DrawingCost {
  const cost = new DrawingCost()
  for (const [place, ms] of costs.entries()) cost.lost(place, ms)
  cost.lost(costs.length, 0) // the next one: those before it are complete
  return cost
}
const times = (count: number, ms: number): number[] => Array<number>(count).fill(ms)

test('before anything is known the window is told eight times a second', () => {
  expect(new DrawingCost().between).toBe(125)
  expect(after(...times(3, 1)).between).toBe(125)
})

test('what is drawn takes 3.5 % of the time of writing', () => {
  expect(after(...times(8, 3.5)).between).toBeCloseTo(100)
  expect(after(...times(8, 5.25)).between).toBeCloseTo(150)
})

test('a window that costs nothing is told thirty times a second, one that costs much more than five times', () => {
  expect(after(...times(8, 0)).between).toBe(33)
  expect(after(...times(8, -1)).between).toBe(33)
  expect(after(...times(8, 40)).between).toBe(180)
})

test('all tokens beside one update count for it', () => {
  const cost = new DrawingCost()
  for (let place = 0; place < 8; place++) for (const ms of [3, 2, -1.5]) cost.lost(place, ms)
  expect(cost.between).toBeCloseTo(100)
})

test('another program that takes a core now and then changes nothing, and what was long ago does not count', () => {
  expect(after(...times(5, 3.5), 300, ...times(4, 3.5), 250, 3.5, 3.5).between).toBeCloseTo(100)
  expect(after(...times(40, 7), ...times(16, 1.75)).between).toBeCloseTo(50)
})

test('the time between two updates is always one that people can read along with (seed 23)', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1_000, max: 100_000, noNaN: true }), { maxLength: 60 }), (costs) => {
      const { between } = after(...costs)
      expect(between).toBeGreaterThanOrEqual(33)
      expect(between).toBeLessThanOrEqual(180)
    }),
    { seed: 23, numRuns: 200 }
  )
})
