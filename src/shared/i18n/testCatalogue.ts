import type { TestLanguage } from './language'

/** The words of one language: sentences by their keys. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}

/** Around every sentence of `en-XA`: where one of them is not seen, the sentence is cut or does not come from the catalogue. */
export const BEGIN = '⟦'
export const END = '⟧'

/** How much longer each word of `en-XA` is, at least, as German and Finnish words are. */
export const STRETCH = 1.4

const PLACEHOLDER = /(\{\{.*?\}\})/
const WORD = /\p{L}+/gu
const PLURAL_FORM = /_other$/

const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒğĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁɃÇĐÉƑĞĤÍĴĶĹḾÑÓÞɊŔŠŤÚṼŴẊÝŽ'
const arabic = 'ابصدعفغهيجكلمنوپقرستطڤثخذز'

/** The letters that stand for those of English. */
const alphabets: Readonly<Record<TestLanguage, ReadonlyMap<string, string>>> = {
  'en-XA': new Map([...latin].map((letter, place) => [letter, [...accented][place] ?? letter])),
  'ar-XB': new Map([...latin].map((letter, place) => [letter, [...arabic][place % 26] ?? letter]))
}

/**
 * A language for tests, made of the words of English. `en-XA` can be read: its letters have accents and its words are longer, without a place
 * to break them. `ar-XB` has Arabic letters, so that it runs from right to left as Arabic does, with values from left to right inside it.
 */
export function testCatalogue(language: TestLanguage, english: Catalogue): Catalogue {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const entries = Object.entries(english).flatMap(([key, words]): [string, string | Catalogue][] => {
    if (typeof words !== 'string') return [[key, testCatalogue(language, words)]]
    const translated = testWords(language, words)
    const missing = PLURAL_FORM.test(key) ? forms.map((form) => key.replace(PLURAL_FORM, `_${form}`)) : []
    return [...missing.filter((form) => !(form in english)), key].map((each) => [each, translated])
  })
  return Object.fromEntries(entries)
}

/** What stands in `{{…}}` is for the code, and signs without a word are the same in every language. */
function testWords(language: TestLanguage, words: string): string {
  const parts = words.split(PLACEHOLDER)
  const isText = (place: number): boolean => place % 2 === 0
  if (!parts.some((part, place) => isText(place) && /\p{L}/u.test(part))) return words
  const alphabet = alphabets[language]
  const translate = (word: string): string =>
    [...(language === 'en-XA' ? stretched(word) : word)].map((each) => alphabet.get(each) ?? each).join('')
  const text = parts.map((part, place) => (isText(place) ? part.replace(WORD, translate) : part)).join('')
  return language === 'en-XA' ? `${BEGIN}${text}${END}` : text
}

/** With some of its letters twice, evenly: “Setttiinngs”. */
function stretched(word: string): string {
  const more = STRETCH - 1
  return [...word]
    .map((letter, place) => (Math.ceil((place + 1) * more) > Math.ceil(place * more) ? letter + letter.toLowerCase() : letter))
    .join('')
}
