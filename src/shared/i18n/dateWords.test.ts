import { expect, it } from 'vitest'
import { dateAndTimeWords, dayWords, isSameDay, timeWords } from './dateWords'

const at = (year: number, month: number, day: number, hour = 12): number => new Date(year, month - 1, day, hour, 5).getTime()
const today = new Date(2026, 10, 25, 9)

it.each([
  ['Today', at(2026, 11, 25, 23)],
  ['Yesterday', at(2026, 11, 24, 0)],
  ['Monday, November 23', at(2026, 11, 23)],
  ['Wednesday, December 31, 2025', at(2025, 12, 31)],
  ['Thursday, November 26', at(2026, 11, 26)]
])('says %s of a day', (words, day) => {
  expect(dayWords(day, today)).toBe(words)
})

it('tells days apart by the computer’s clock, and times within them', () => {
  expect(isSameDay(at(2026, 11, 25, 0), at(2026, 11, 25, 23))).toBe(true)
  expect(isSameDay(at(2026, 11, 25, 23), at(2026, 11, 26, 0))).toBe(false)
  expect(timeWords(at(2026, 11, 25, 22))).toMatch(/^10:05.PM$/)
  expect(dateAndTimeWords(at(2026, 11, 25, 22))).toMatch(/^Wednesday, November 25, 2026, 10:05.PM$/)
})
