/** The only language that people see today. */
const DEFAULT = 'en'

/** Languages that nobody speaks, which show in tests how the window takes longer words, and words from right to left (testCatalogue.ts). */
export const testLanguages = ['en-XA', 'ar-XB'] as const
export type TestLanguage = (typeof testLanguages)[number]

const RIGHT_TO_LEFT_SCRIPTS = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']

let current: string = DEFAULT

/** The language of the words, as BCP 47. How numbers, times and dates are written is the region's matter: regionalFormats.ts. */
export const language = (): string => current

/** For translate.ts, which has the words. */
export function setLanguage(tag: string): void {
  current = tag
}

/** In which direction the language is written, and so the window laid out. */
export function languageDirection(): 'ltr' | 'rtl' {
  // Not the whole tag: of a region that does not exist, such as XB, Chromium's data take the script to be Latin.
  const { language, script = new Intl.Locale(language).maximize().script ?? '' } = new Intl.Locale(current)
  return RIGHT_TO_LEFT_SCRIPTS.includes(script) ? 'rtl' : 'ltr'
}

export const isTestLanguage = (tag: string): tag is TestLanguage => testLanguages.some((each) => each === tag)
