import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoPieces, writeScript } from './scriptedModel'
import { SPACE } from './vocabulary'

describe('the pieces of a script', () => {
  it('are all different and joined are the text', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'the', ' ', '\n', '.', '🔥'), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(words, (parts) => {
        const text = `Well ${parts.join('')}`
        const pieces = cutIntoPieces(text)
        expect(new Set(pieces).size).toBe(pieces.length)
        expect(pieces.join('').replaceAll(SPACE, ' ')).toBe(text)
      }),
      { seed: 5, numRuns: process.env['HEARTH_FAULTS'] === 'full' ? 500 : 50 }
    )
  })

  it('may occur once: a chain cannot say the same token twice', () => {
    expect(() => writeScript('/nowhere/model.gguf', ['one', 'two', 'one'])).toThrow('each token once')
  })
})
