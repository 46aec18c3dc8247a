import { formatDate, formatTime } from './regionalFormats'
import { t } from './translate'

const DAY = 86_400_000

/** Days are those of the computer's clock. */
const startOfDay = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()

export const isSameDay = (one: number, other: number): boolean => startOfDay(new Date(one)) === startOfDay(new Date(other))

/** The time of day. */
export const timeWords = (at: number): string => formatTime(new Date(at))

export const dateAndTimeWords = (at: number): string =>
  t('chat.dateAndTime', { date: formatDate(new Date(at), { dateStyle: 'full' }), time: timeWords(at) })

/** A day as one says it today. */
export function dayWords(at: number, today: Date): string {
  const day = new Date(at)
  const daysAgo = Math.round((startOfDay(today) - startOfDay(day)) / DAY)
  if (daysAgo === 0) return t('chat.today')
  if (daysAgo === 1) return t('chat.yesterday')
  const isThisYear = day.getFullYear() === today.getFullYear()
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const
  return formatDate(day, isThisYear ? date : { ...date, year: 'numeric' })
}
