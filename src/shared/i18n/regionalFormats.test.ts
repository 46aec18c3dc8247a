import { afterEach, describe, expect, it } from 'vitest'
import { formatDate, formatNumber, formatTime, setRegion } from './regionalFormats'
import { sizeWords } from './sizeWords'
import { chooseLanguage, t } from './translate'

afterEach(() => {
  chooseLanguage('en')
  setRegion('en-US')
})

const evening = new Date(2026, 10, 26, 22, 57)
const morning = new Date(2026, 10, 26, 9, 5)
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ') // spaces that do not break
const long = { day: 'numeric', month: 'long', year: 'numeric' } as const

const regions = {
  'en-US': { evening: '10:57 PM', morning: '9:05 AM', date: 'November 26, 2026', number: '12,345.6', size: '2.5 GB' },
  'en-GB': { evening: '22:57', morning: '09:05', date: '26 November 2026', number: '12,345.6', size: '2.5 GB' },
  'de-DE': { evening: '22:57', morning: '09:05', date: '26 November 2026', number: '12.345,6', size: '2,5 GB' },
  'fr-FR': { evening: '22:57', morning: '09:05', date: '26 November 2026', number: '12 345,6', size: '2,5 GB' },
  'pt-BR': { evening: '22:57', morning: '09:05', date: '26 November 2026', number: '12.345,6', size: '2,5 GB' },
  'ar-EG': { evening: '10:57 pm', morning: '9:05 am', date: '26 November 2026', number: '12,345.6', size: '2.5 GB' }
}

describe.each(Object.entries(regions))('in the region of %s', (region, expected) => {
  it('numbers, times and dates are written as there, words in our language', () => {
    setRegion(region)
    expect(plain(formatTime(evening))).toBe(expected.evening)
    expect(plain(formatTime(morning))).toBe(expected.morning)
    expect(formatDate(evening, long)).toBe(expected.date)
    expect(plain(formatNumber(12_345.6))).toBe(expected.number)
    expect(plain(sizeWords(2_500_000_000))).toBe(expected.size)
  })
})

it('the numbers in sentences are written as in the region, their fractions as the sentence asks', () => {
  setRegion('de-DE')
  expect(t('reply.reading', { done: 1284, total: 3020 })).toBe('Reading 1.284 of 3.020 tokens…')
  expect(t('reply.speed', { tokensPerSecond: 41.72 })).toBe('41,7 tok/s')
  setRegion('en-US')
  expect(t('reply.reading', { done: 1284, total: 3020 })).toBe('Reading 1,284 of 3,020 tokens…')
})

it.each(['C', '', 'not a locale', 'xx-XX'])('a region named “%s” leaves the formats of the language', (tag) => {
  setRegion(tag)
  expect(plain(formatTime(evening))).toMatch(/^(10:57 PM|22:57)$/)
  expect(formatNumber(12_345.6)).toBe('12,345.6')
})

it('the language of the words gives the names of days and months, also where it is one for tests', () => {
  chooseLanguage('en-XA')
  setRegion('en-GB')
  expect(formatDate(evening, long)).toBe('26 November 2026')
  chooseLanguage('ar-XB')
  setRegion('de-DE')
  expect(formatDate(evening, long)).toMatch(/^26 \p{Script=Arabic}+ 2026$/u)
  expect(formatNumber(12_345.6)).toBe('12.345,6')
})
