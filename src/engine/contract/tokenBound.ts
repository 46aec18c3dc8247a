import fc from 'fast-check'
import { expect } from 'vitest'
import type { CountTokens } from '../engine'
import { asks } from './recording'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(' ', '  ', '\n', '\t', 'a', 'Zq', '<|im_end|>', '7', '世', '😀'), { maxLength: 40 })
    .map((pieces) => pieces.join(''))
)

/** What lets a short message be sent without a count: no text is more tokens than it has bytes, and one. */
export async function expectFewTokens(count: CountTokens, numRuns: number): Promise<void> {
  const around = (await count(asks(''))).tokens
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const { tokens } = await count(asks(said))
      expect(tokens - around).toBeLessThanOrEqual(Buffer.byteLength(said) + 1)
    }),
    { seed: 1, numRuns }
  )
}
