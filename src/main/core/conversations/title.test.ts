import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleOf } from './title'

const graphemes = (text: string) => [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length

describe('titleOf', () => {
  it.each([
    ['a short message', 'Plan my week', 'Plan my week'],
    ['the first line that says something', '\n  \n\tWhy is the sky blue?\nAnd the sea?', 'Why is the sky blue?'],
    ['white space collapsed', 'two   words\t\there', 'two words here'],
    ['no control or direction characters', 'a\u0007b\u202ec', 'abc'],
    ['nothing from a message without words', '\u0007\n\u0000', ''],
    ['a single long word cut inside', 'x'.repeat(100), `${'x'.repeat(59)}…`]
  ])('takes %s', (_, text, title) => {
    expect(titleOf(text)).toBe(title)
  })

  it('cuts a long line at a word', () => {
    const title = titleOf('The quick brown fox jumps over the lazy dog and then it runs away from everybody')
    expect(title).toBe('The quick brown fox jumps over the lazy dog and then it…')
  })

  it('never cuts a character that is made of many', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(titleOf(family.repeat(80))).toBe(`${family.repeat(59)}…`)
  })

  it('is one short line, empty only for a message without words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const title = titleOf(text)
        expect(title).toBe(title.trim())
        expect(title === '').toBe(/^[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u.test(text))
        expect(title).not.toMatch(/\p{Cc}/u)
        expect(graphemes(title)).toBeLessThanOrEqual(60)
      }),
      { seed: 1, numRuns: 300 }
    )
  })
})
