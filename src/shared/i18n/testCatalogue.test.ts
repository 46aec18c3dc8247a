import { afterEach, describe, expect, it } from 'vitest'
import en from './en.json'
import { language, languageDirection, testLanguages } from './language'
import { BEGIN, END, STRETCH, testCatalogue } from './testCatalogue'
import { catalogueFaults, sentencesOf, wordsOf } from './testing/catalogueFaults'
import { chooseLanguage, t } from './translate'

afterEach(() => chooseLanguage('en'))

const lettersOf = (sentence: string) => [...wordsOf(sentence).matchAll(/\p{L}/gu)].length
const english = sentencesOf(en)
const pseudo = sentencesOf(testCatalogue('en-XA', en))
const mirrored = sentencesOf(testCatalogue('ar-XB', en))

describe('the test languages', () => {
  it.each(testLanguages)('have all of English, its values, and their own plural forms: %s', (tag) => {
    expect(catalogueFaults(tag, en, testCatalogue(tag, en))).toEqual([])
  })

  it('en-XA is longer by two fifths in every sentence and in every word, and shows where each sentence begins and ends', () => {
    for (const [key, sentence] of english) {
      const other = pseudo.get(key) ?? ''
      expect(lettersOf(other), key).toBeGreaterThanOrEqual(STRETCH * lettersOf(sentence))
      if (lettersOf(sentence) > 0) expect([other.at(0), other.at(-1)], key).toEqual([BEGIN, END])
      const words = (text: string) => [...wordsOf(text).matchAll(/\p{L}+/gu)].map(([word]) => word.length)
      const longer = words(other)
      words(sentence).forEach((length, place) => expect(longer[place], key).toBeGreaterThanOrEqual(STRETCH * length))
      expect(wordsOf(other), 'not a letter of English is left').not.toMatch(/[a-z]/i)
    }
    expect(pseudo.get('settings.title')).toBe('⟦Ššéťťťíññğšš⟧')
  })

  it('ar-XB runs from right to left in all of its words', () => {
    for (const [key, sentence] of mirrored) expect(wordsOf(sentence), key).not.toMatch(/\p{Script=Latin}/u)
  })

  it('leave what stands for a value as it is', () => {
    expect(pseudo.get('reply.reading')).toMatch(/\{\{done, number\}\}.*\{\{total, number\}\}/)
    expect(mirrored.get('joined.sentences')).toBe(en.joined.sentences)
  })
})

describe('a chosen language', () => {
  it('is the one of the words from then on, with its direction and its plurals', () => {
    expect([language(), languageDirection(), t('settings.title')]).toEqual(['en', 'ltr', 'Settings'])
    chooseLanguage('en-XA')
    expect([language(), languageDirection(), t('settings.title')]).toEqual(['en-XA', 'ltr', pseudo.get('settings.title')])
    chooseLanguage('ar-XB')
    expect([language(), languageDirection(), t('settings.title')]).toEqual(['ar-XB', 'rtl', mirrored.get('settings.title')])
    for (const count of [0, 1, 2, 3, 11, 100]) expect(t('queue.here', { count })).toMatch(new RegExp(`^${count} \\p{Script=Arabic}`, 'u'))
  })

  it('stands around values that run against it, which turn nothing but themselves', () => {
    expect(t('sidebar.deleted', { title: 'Sky' })).toBe('“Sky” was deleted.')
    expect(t('sidebar.deleted', { title: 'سماء!' })).toBe('“\u2068سماء!\u2069” was deleted.')
    chooseLanguage('ar-XB')
    expect(t('sidebar.deleted', { title: 'Sky (2)' })).toContain('“\u2068Sky (2)\u2069”')
    expect(t('sidebar.deleted', { title: 'سماء' })).toContain('“سماء”')
    expect(t('notice.nothingSaved.detail', { folder: '/home/a b' })).toContain('\u2068/home/a b\u2069')
  })
})

describe('what is wrong with a language', () => {
  const here = { a: 'Open {{name}}', b: { c_one: '{{count}} chat', c_other: '{{count}} chats' }, d: ' · ', e: 'Hearth' }
  it('is found: keys and forms that miss or are too many, other values, words of English', () => {
    const there = { a: 'Öffne {{nom}}', b: { c_one: '{{count}} Chat' }, d: ' · ', e: 'Hearth', f: 'Mehr' }
    expect(catalogueFaults('de', here, there)).toEqual([
      'b.c_other: missing',
      'f: not in English',
      'a: has {{nom}}, not {{name}}',
      'e: not translated'
    ])
    expect(catalogueFaults('pl', here, { ...here, e: 'Palenisko' })).toContain('b.c_few: missing')
  })

  it('is nothing where all is well', () => {
    const there = { a: '{{name}} öffnen', b: { c_one: '{{count}} Gespräch', c_other: '{{count}} Gespräche' }, d: ' · ', e: 'Hearth' }
    expect(catalogueFaults('de', here, there, ['e'])).toEqual([])
  })
})
