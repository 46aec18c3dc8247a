import i18next from 'i18next'
import en from './en.json'
import { language } from './language'
import { formatNumber } from './regionalFormats'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const catalogue = i18next.createInstance()
void catalogue.init({
  lng: language(),
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false, // words are needed for the first frame
  interpolation: { escapeValue: false } // React and native dialogs escape for themselves
})

// In place of the library's own, which knows the language alone.
catalogue.services.formatter?.add('number', (value: number, _language, options: Intl.NumberFormatOptions) => {
  const { minimumFractionDigits, maximumFractionDigits } = options
  return formatNumber(value, { minimumFractionDigits, maximumFractionDigits })
})

/** The words for a key, with its values filled in. Numbers in the catalogue are written `{{name, number}}`; plurals by `count`. */
export const t = catalogue.t
