import { expect, it } from 'vitest'
import { aConversation } from '../../testing/samples'
import { groupConversations, timeOfDay } from './groupConversations'

const today = new Date(2026, 10, 21, 12)
const at = (...date: [number, number, number, number?]) => aConversation('x', { updatedAt: new Date(...date).getTime() })

it('groups by the days of the calendar, not by hours, and keeps the order', () => {
  const conversations = [
    at(2026, 10, 21, 0),
    at(2026, 10, 20, 23),
    at(2026, 10, 19),
    at(2026, 10, 14),
    at(2026, 10, 13),
    at(2026, 0, 2),
    at(2025, 10, 30)
  ]
  const groups = groupConversations(conversations, today)
  expect(groups.map(({ name }) => name)).toEqual(['Today', 'Yesterday', 'Previous 7 days', 'November', 'January', 'November 2025'])
  expect(groups.flatMap((group) => group.conversations)).toEqual(conversations)
})

it('tells the time of day only of today', () => {
  expect(timeOfDay(at(2026, 10, 21, 9), today)).toMatch(/9:00/)
  expect(timeOfDay(at(2026, 10, 20, 9), today)).toBe('')
})
