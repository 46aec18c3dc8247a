import { expect, test } from 'vitest'
import { createTimeLeft, describeDuration } from './timeLeft.mjs'

test('nothing is said before a second has passed, or while nothing arrives', () => {
  const left = createTimeLeft()
  expect(left(0, 0, 100)).toBeUndefined()
  expect(left(900, 10, 100)).toBeUndefined()
  const stalled = createTimeLeft()
  stalled(0, 50, 100)
  expect(stalled(5000, 50, 100)).toBeUndefined()
})

test('what an earlier run fetched does not count as speed', () => {
  const left = createTimeLeft()
  left(0, 400, 500)
  expect(left(2000, 420, 500)).toBe(8000)
})

test('the last ten seconds decide: a network that became slow is told so', () => {
  const left = createTimeLeft()
  for (let second = 0; second <= 10; second++) left(second * 1000, second * 10, 1000)
  for (let second = 11; second <= 30; second++) left(second * 1000, 100 + (second - 10), 1000)
  expect(left(31_000, 121, 1000)).toBe(879_000)
})

test('durations are rounded to what an estimate can say', () => {
  expect([900, 9_900, 12_000, 44_000, 89_000, 91_000, 200_000].map(describeDuration)).toEqual([
    'a few seconds',
    'a few seconds',
    'about 10 s',
    'about 40 s',
    'about 90 s',
    'about 2 min',
    'about 3 min'
  ])
})
