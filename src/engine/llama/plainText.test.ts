import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Marks } from './plainText'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2000 : 200

describe('a text that is cut at its marks', () => {
  it.each([
    ['nothing in it', ['nothing in it']],
    ['<think>', ['<', 'think>']],
    ['a<think>b</think>c', ['a<', 'think>b<', '/think>c']],
    ['<<think>>', ['<<', 'think>>']],
    ['<think', ['<think']],
    ['🙂🙂 twice', ['🙂', '🙂 twice']],
    ['', ['']]
  ])('%j', (text, parts) => {
    expect(new Marks(['<think>', '</think>', '🙂🙂']).cut(text)).toEqual(parts)
  })

  it('has white space and single characters as they are', () => {
    expect(new Marks(['\n\n', '  ', 'é', '🙂']).cut('a\n\n  é🙂')).toEqual(['a\n\n  é🙂'])
  })

  it('invariant: joined, the parts are the text, and none of them holds a mark', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '<', '>', '🙂'), maxLength: 30 })
    const mark = fc.string({ unit: fc.constantFrom('a', 'b', '<', '>', '🙂'), minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(letters, fc.array(mark, { maxLength: 6 }), (text, texts) => {
        const parts = new Marks(texts).cut(text)
        expect(parts.join('')).toBe(text)
        for (const part of parts) for (const each of texts) expect(part).not.toContain(each)
      }),
      { seed: 31, numRuns: runs }
    )
  })
})
