import { language } from './language'

type Fraction = Pick<Intl.NumberFormatOptions, 'minimumFractionDigits' | 'maximumFractionDigits'>

interface Region {
  /** The region's own locale, whose separators and hours are used. */
  readonly locale: string
  /** The language of the words, as it is written in the region: order of day and month, names in our language. */
  readonly words: string
  /** By 12 hours, or by 24 and then always with two digits. */
  readonly hours: Pick<Intl.DateTimeFormatOptions, 'hour' | 'hourCycle'>
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
let region = regionOf('en-US')

/** The system's regional format, as BCP 47. Where it says nothing, formats are those of the language. */
export function setRegion(tag: string): void {
  region = regionOf(tag)
  formats.clear()
}

/** With the separators of the region and the digits of the language. */
export function formatNumber(value: number, fraction: Fraction = {}): string {
  return numberFormat(fraction).format(value)
}

/** The same with a unit, whose sign or word is one of the language. */
export function formatWithUnit(value: number, unit: string, fraction: Fraction = {}): string {
  const parts = new Intl.NumberFormat(language(), { style: 'unit', unit, ...fraction }).formatToParts(value)
  const first = parts.findIndex(({ type }) => isOfNumber(type))
  return parts
    .map(({ type, value: text }, place) => (place === first ? formatNumber(value, fraction) : isOfNumber(type) ? '' : text))
    .join('')
}

/** The time of day: by 12 or 24 hours, as is usual in the region. */
export function formatTime(at: Date): string {
  return dateFormat({ ...region.hours, minute: '2-digit' }).format(at)
}

/** A date or a part of it: names in our language, in the order of the region. */
export function formatDate(at: Date, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(options).format(at)
}

const isOfNumber = (type: string): boolean => ['integer', 'group', 'decimal', 'fraction', 'minusSign'].includes(type)

const numberFormat = (fraction: Fraction): Intl.NumberFormat =>
  kept(`number ${JSON.stringify(fraction)}`, () => new Intl.NumberFormat(region.locale, { ...fraction, numberingSystem: digits() }))

const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  kept(`date ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(region.words, options))

const digits = (): string => new Intl.NumberFormat(language()).resolvedOptions().numberingSystem

/** Making a format takes longer than using it, and a list uses the same one for each of its rows. */
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const found = (formats.get(key) as T | undefined) ?? make()
  formats.set(key, found)
  return found
}

function regionOf(tag: string): Region {
  const locale = isLocale(tag) ? tag : language()
  return { locale, words: wordsIn(new Intl.Locale(locale).maximize().region ?? ''), hours: hoursOf(locale) }
}

function hoursOf(locale: string): Region['hours'] {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return hour12 ? { hour: 'numeric', hourCycle: 'h12' } : { hour: '2-digit', hourCycle: 'h23' }
}

/** The language as of that region where its formats are known, else as it is written in the world. */
function wordsIn(place: string): string {
  const { language: spoken } = new Intl.Locale(language())
  const wanted = [`${spoken}-${place}`, `${spoken}-001`].filter(isLocale)
  return wanted.find((tag) => new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag) ?? language()
}

function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false // not BCP 47, as the locale `C`
  }
}
