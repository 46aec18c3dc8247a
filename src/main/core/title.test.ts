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
    ['words for a message without any', '\u0007\n\u0000', 'Untitled chat'],
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

  it('is one short line with something in it, whatever the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const title = titleOf(text)
        expect(title.trim()).not.toBe('')
        expect(title).not.toMatch(/\p{Cc}/u)
        expect(graphemes(title)).toBeLessThanOrEqual(60)
      }),
      { seed: 1, numRuns: 300 }
    )
  })
})
