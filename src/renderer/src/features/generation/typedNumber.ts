import { fieldOf, isOptionalField, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { emptyWords, numberWords } from './valueWords'

/** What somebody typed into the field of a setting: a value of it, or why it is none. */
export type Typed = { readonly value: number | null } | { readonly fault: string }

/**
 * Numbers as people write and paste them: spaces anywhere, a comma or a point before the decimals, groups of three. Of "1.024" and "1,024" a
 * whole number is 1024, any other 1.024.
 */
export function readTyped(text: string, name: NumberFieldName, last: number | null): Typed {
  const field = fieldOf(name)
  const facts = { name: t(`generation.fields.${name}.name`), value: lastWords(name, last), ...bounds(name) }
  if (withoutSpaces(text) === '') return isOptionalField(name) ? { value: null } : { fault: t('generation.faults.empty', facts) }
  const value = typedNumber(text, field.isWhole === true)
  if (value === null) return { fault: t('generation.faults.notNumber', { text: shortened(text.trim()), ...facts }) }
  if (value < field.min || value > field.max) return { fault: t('generation.faults.outOfBounds', facts) }
  if (field.isWhole && !Number.isInteger(value)) return { fault: t('generation.faults.notWhole', facts) }
  return { value }
}

/** Groups of three, or as in India of two before the last three, all with one sign. */
const GROUPED = /^[1-9]\d{0,2}(?:([.,])\d{3}(?:\1\d{3})*|([.,])(?:\d{2}\2)+\d{3})$/

/** Null: it is none. */
export function typedNumber(text: string, isWhole: boolean): number | null {
  const digits = withoutSpaces(text)
    .replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll('٫', ',')
  if (isWhole && GROUPED.test(digits)) return Number(digits.replace(/[.,]/g, ''))
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'))
  const before = last === -1 ? digits : digits.slice(0, last)
  const whole = before.replace(/[.,](?=\d{3}(?:\D|$))/g, '')
  const plain = last === -1 ? whole : `${whole}.${digits.slice(last + 1)}`
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

const withoutSpaces = (text: string): string => text.replace(/[\s_'’]/gu, '')

const MOST_SHOWN = 20 // characters
export const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

/** What counts where nothing better was typed. */
const lastWords = (name: NumberFieldName, last: number | null): string =>
  last === null && isOptionalField(name) ? t('generation.quoted', { words: emptyWords(name) }) : numberWords(last ?? 0)

function bounds(name: NumberFieldName): { min: string; max: string } {
  const { min, max } = fieldOf(name)
  return { min: numberWords(min), max: numberWords(max) }
}

/** A number as it stands in a field: without groups, whose signs people would have to type around. */
export function fieldText(value: number | null): string {
  if (value === null) return ''
  return Number.isInteger(value) ? String(value) : numberWords(value)
}
