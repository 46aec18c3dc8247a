import { describe, expect, it } from 'vitest'
import { codeLanguages as languages, hostileCode } from '../testing/hostileCode'
import { CodeColouring } from './codeColouring'
import { grammarOf } from './highlighter'
import { languageOf } from './languages'

const isFull = process.env.HEARTH_FAULTS === 'full'

const cases = hostileCode()
const chosen = isFull ? cases : cases.filter((_, n) => n % 10 === languages.length % 10)

describe('code that is made to keep a highlighter busy', () => {
  it('has a corpus that is worth it', () => {
    expect(cases.length).toBeGreaterThan(2_000)
    expect(languages.map((language) => [language, languageOf(language)?.name]).filter(([, name]) => name === undefined)).toEqual([])
  })

  it.each(languages.filter((language) => chosen.some((each) => each.language === language)))(
    '%s: is shown whole, and is done or given up after a bounded number of tries',
    async (language) => {
      const loaded = await languageOf(language)?.load()
      const grammar = grammarOf(loaded?.default ?? [])
      for (const { source } of chosen.filter((each) => each.language === language)) {
        const colouring = new CodeColouring(grammar)
        let code = colouring.advance(source, { lines: 12, milliseconds: 8 })
        // Each try makes at least one pattern ready, and a grammar has a few hundred.
        for (let tries = 0; !code.isDone && !code.isTooSlow; tries++) {
          if (tries > 5_000) throw new Error(`${language} never ends: ${source.slice(0, 40)}`)
          code = colouring.advance(source, { lines: 12, milliseconds: 8 })
        }
        const text = code.chunks.flat().map((line) => line.map(([, part]) => part).join(''))
        expect(code.isTooSlow ? source : text.join('\n')).toBe(source)
      }
    },
    120_000
  )
})
