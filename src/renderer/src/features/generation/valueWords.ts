import { isOptionalField, type NumberFieldName, type OptionalFieldName } from '../../../../shared/domain/settingFields'
import { t } from '../../../../shared/i18n/translate'
import { numberWords } from './typedNumber'

export const emptyWords = (name: OptionalFieldName): string => t(name === 'seed' ? 'generation.random' : 'generation.untilDone')

/** The value of a setting, as it is said. */
export function valueWords(name: NumberFieldName, value: number | null): string {
  if (value !== null) return name === 'seed' ? String(value) : numberWords(value)
  return isOptionalField(name) ? emptyWords(name) : ''
}
