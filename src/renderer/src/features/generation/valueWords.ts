import { isOptionalField, type NumberFieldName, type OptionalFieldName } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { formatNumber } from '../../../../shared/i18n/regionalFormats'

const DECIMALS = { maximumFractionDigits: 4 }

/** A number as it stands in sentences. */
export const numberWords = (value: number): string => formatNumber(value, DECIMALS)

const EMPTY = { seed: 'generation.random', maxTokens: 'generation.untilDone', thinkingBudget: 'generation.unlimited' } as const

export const emptyWords = (name: OptionalFieldName): string => t(EMPTY[name])

/** The value of a setting, as it is said. */
export function valueWords(name: NumberFieldName, value: number | null): string {
  if (value !== null) return name === 'seed' ? String(value) : numberWords(value)
  return isOptionalField(name) ? emptyWords(name) : ''
}
