import i18next from 'i18next'
import en from './en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const catalogue = i18next.createInstance()
void catalogue.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false, // words are needed for the first frame
  interpolation: { escapeValue: false } // React and native dialogs escape for themselves
})

/** The words for a key, with its values filled in. Numbers in the catalogue are written `{{name, number}}`; plurals by `count`. */
export const t = catalogue.t

/** The language of the catalogue in use, as BCP 47. */
export const language = (): string => catalogue.language
