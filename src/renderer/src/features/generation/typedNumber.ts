import { fieldOf, isOptionalField, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { formatNumber } from '../../../../shared/i18n/regionalFormats'
import { t } from '../../../../shared/i18n/translate'

/** What somebody typed into the field of a setting: a value of it, or why it is none. */
export type Typed = { readonly value: number | null } | { readonly fault: string }

/**
 * Numbers as people write and paste them: spaces anywhere, a comma or a point before the decimals, groups of three. Of "1.024" and "1,024" a
 * whole number is 1024, any other 1.024.
 */
export function readTyped(text: string, name: NumberFieldName): Typed {
  const field = fieldOf(name)
  const written = text.replace(/[\s_'’]/gu, '')
  if (written === '') return isOptionalField(name) ? { value: null } : { fault: t('generation.faults.empty', bounds(name)) }
  const value = numberOf(written, field.isWhole === true)
  if (value === null) return { fault: t('generation.faults.notNumber', { text: shortened(text.trim()), ...bounds(name) }) }
  if (value < field.min || value > field.max) return { fault: t('generation.faults.outOfBounds', bounds(name)) }
  if (field.isWhole && !Number.isInteger(value)) return { fault: t('generation.faults.notWhole', bounds(name)) }
  return { value }
}

function numberOf(written: string, isWhole: boolean): number | null {
  const digits = written.replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) & 0xf)).replaceAll('٫', ',')
  if (isWhole && /^\d{1,3}([.,]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,]/g, ''))
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'))
  const before = last === -1 ? digits : digits.slice(0, last)
  const whole = before.replace(/[.,](?=\d{3}(?:\D|$))/g, '')
  const plain = last === -1 ? whole : `${whole}.${digits.slice(last + 1)}`
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

const MOST_SHOWN = 20 // characters
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

function bounds(name: NumberFieldName): { min: string; max: string } {
  const { min, max } = fieldOf(name)
  return { min: numberWords(min), max: numberWords(max) }
}

const DECIMALS = { maximumFractionDigits: 4 }

/** A number as it stands in sentences. */
export const numberWords = (value: number): string => formatNumber(value, DECIMALS)

/** A number as it stands in a field: without groups, whose signs people would have to type around. */
export function fieldText(value: number | null): string {
  if (value === null) return ''
  return Number.isInteger(value) ? String(value) : numberWords(value)
}
