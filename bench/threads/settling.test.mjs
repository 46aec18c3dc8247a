import { expect, test } from 'vitest'
import { settlingTime } from './settling.mjs'

/** Times of pieces with one token each, which take so many ms. */
function timesOf(steps, from = 0) {
  const times = [[from, 1]]
  for (const ms of steps) times.push([times.at(-1)[0] + ms, times.at(-1)[1] + 1])
  return times
}

test('tokens that are slow for a while settle when the first of the steady ones begins', () => {
  const times = timesOf([...Array(10).fill(100), ...Array(80).fill(50)])
  expect(settlingTime(times, 0, 5_000)).toEqual({ settledMs: 1_000, steadyTokensPerSecond: 20 })
})

test('tokens that are steady from the beginning have settled at once', () => {
  expect(settlingTime(timesOf(Array(40).fill(50)), 0, 2_000).settledMs).toBe(0)
})

test('passing by the steady speed is not settling', () => {
  const times = timesOf([20, 30, 45, 55, 70, 80, 200, 200, 200, 200, ...Array(100).fill(50)])
  expect(settlingTime(times, 0, 6_000).settledMs).toBe(1_100)
})

test('what came before the change and after the state counts for nothing', () => {
  const times = timesOf([...Array(10).fill(10), ...Array(40).fill(50), ...Array(10).fill(10)])
  expect(settlingTime(times, 100, 2_100)).toEqual({ settledMs: 0, steadyTokensPerSecond: 20 })
})

test('tokens that never are steady do not settle', () => {
  expect(settlingTime(timesOf([10, 100, 10, 100]), 0, 220).settledMs).toBe(null)
})
