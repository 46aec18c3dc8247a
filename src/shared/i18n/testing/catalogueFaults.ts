import type { Catalogue } from '../testCatalogue'

const PLURAL_FORM = /_(zero|one|two|few|many|other)$/

/** Every sentence by its whole key. */
export function sentencesOf(catalogue: Catalogue, path = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...sentencesOf(value, `${path}${key}.`)]
    )
  )
}

/** The values a sentence needs, each with its format, in the order of the alphabet. */
export const placeholdersOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{-? *(.*?) *\}\}/g)].map(([, name]) => name ?? '').sort()

/** Without what `{{…}}` stands for. */
export const wordsOf = (sentence: string): string => sentence.replace(/\{\{.*?\}\}/g, '')

/**
 * What is wrong with a language beside English, as `key: what`. `same` are keys whose words may be those of English: names, and words that
 * both languages have.
 */
export function catalogueFaults(tag: string, english: Catalogue, other: Catalogue, same: readonly string[] = []): string[] {
  const [own, theirs] = [sentencesOf(english), sentencesOf(other)]
  const wanted = new Map([...own].flatMap(([key, sentence]) => formsOf(tag, key, own).map((form) => [form, sentence] as const)))
  const missing = [...wanted.keys()].filter((key) => !theirs.has(key)).map((key) => `${key}: missing`)
  const unused = [...theirs.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: not in English`)
  const different = [...theirs].flatMap(([key, sentence]) => {
    const english = wanted.get(key)
    if (english === undefined) return []
    const [has, needs] = [placeholdersOf(sentence), placeholdersOf(english)].map((names) => names.join(', '))
    const isUntranslated = sentence === english && /\p{L}{2}/u.test(wordsOf(english)) && !same.includes(key)
    return [...(has === needs ? [] : [`${key}: has {{${has}}}, not {{${needs}}}`]), ...(isUntranslated ? [`${key}: not translated`] : [])]
  })
  return [...missing, ...unused, ...different]
}

/** A plural has the forms of its language, and not those of English. */
function formsOf(tag: string, key: string, english: ReadonlyMap<string, string>): string[] {
  const base = key.replace(PLURAL_FORM, '')
  if (base === key || !english.has(`${base}_other`)) return [key]
  return key === `${base}_other` ? new Intl.PluralRules(tag).resolvedOptions().pluralCategories.map((form) => `${base}_${form}`) : []
}
