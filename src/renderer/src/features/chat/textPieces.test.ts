import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textPieces } from './textPieces'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1000 : 100
const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(' ', '\n', '\r\n', '。', '👩‍👩‍👧', 'e\u0301'))
const longText = fc.array(word, { minLength: 300, maxLength: 1200 }).map((words) => words.join(''))

it('invariant: the pieces are the text, and all but the last stay when the text grows', () => {
  fc.assert(
    fc.property(longText, longText, (text, more) => {
      const before = textPieces(text)
      const after = textPieces(text + more)
      expect(before.join('')).toBe(text)
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    }),
    { seed: 3, numRuns: runs }
  )
})

it('leaves a short text in one piece, and one without a break too', () => {
  expect(textPieces('short')).toEqual(['short'])
  expect(textPieces('')).toEqual([''])
  expect(textPieces('x'.repeat(9000))).toHaveLength(1)
})

it('keeps the last piece of a long text short', () => {
  expect(textPieces('word '.repeat(20_000)).at(-1)?.length).toBeLessThanOrEqual(250)
})
