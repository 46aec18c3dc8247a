import i18next from 'i18next'
import { hasLetters } from '../domain/textDirection'
import en from './en.json' with { type: 'json' }
import { isTestLanguage, language, languageDirection, setLanguage } from './language'
import { formatNumber } from './regionalFormats'
import { testCatalogue } from './testCatalogue'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

const catalogue = i18next.createInstance()
void catalogue.init({
  lng: language(),
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false, // words are needed for the first frame
  interpolation: { escape: isolated } // React and native dialogs escape for themselves
})

// In place of the library's own, which knows the language alone.
catalogue.services.formatter?.add('number', (value: number, _language, options: Intl.NumberFormatOptions) => {
  const { minimumFractionDigits, maximumFractionDigits } = options
  return formatNumber(value, { minimumFractionDigits, maximumFractionDigits })
})

/** The words for a key, with its values filled in. Numbers in the catalogue are written `{{name, number}}`; plurals by `count`. */
export const t = catalogue.t

/** Words are in this language from now on. Call before the first word is said and before `setRegion`. */
export function chooseLanguage(tag: string): void {
  if (isTestLanguage(tag)) catalogue.addResourceBundle(tag, 'translation', testCatalogue(tag, en))
  setLanguage(tag)
  void catalogue.changeLanguage(tag) // at once: nothing has to be fetched
}

/**
 * A value with letters that run against the language stands apart in its sentence: a file's name in Arabic does not turn the quotes and full
 * stops around it, nor does an English one those of an Arabic sentence.
 */
function isolated(value: string): string {
  const against = languageDirection() === 'ltr' ? 'rtl' : 'ltr'
  return hasLetters(value, against) ? `${FIRST_STRONG_ISOLATE}${value}${POP_DIRECTIONAL_ISOLATE}` : value
}
