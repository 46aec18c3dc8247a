import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unwritten, written } from './writtenText'

it('a text is written on one line, and is the same text again', () => {
  expect(written('a\nb\t\u202e\\')).toBe('a\\nb\\t\\u202e\\\\')
  expect(unwritten('\\n\\nUser:')).toBe('\n\nUser:')
  expect(unwritten('\\d+\\')).toBe('d+\\')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unwritten(written(text))).toBe(text)
      expect(written(text)).not.toMatch(/[\n\t]/)
    }),
    { seed: 5, numRuns: 500 }
  )
})
