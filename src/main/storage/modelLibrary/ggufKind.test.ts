import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../testing/faults'
import { isOtherKind } from './ggufKind'
import { gguf } from './testing/gguf'

describe('a file that is no model that writes', () => {
  it.each(['adapter', 'imatrix', 'mmproj', 'clip-vision', 'vocab'])('says so by its type %s, wherever it stands', (type) => {
    expect(isOtherKind(gguf([['general.alignment', 32], ['general.architecture', 'llama'], ['general.type', type]]))).toBe(true) // prettier-ignore
  })

  it('says so by its architecture where it is older than types', () => {
    expect(isOtherKind(gguf([['general.architecture', 'clip']]))).toBe(true)
  })

  it('is not a model, nor a kind that is not known yet, nor what cannot be read', () => {
    expect(isOtherKind(gguf([['general.architecture', 'llama']]))).toBe(false)
    expect(isOtherKind(gguf([['general.type', 'model']]))).toBe(false)
    expect(isOtherKind(gguf([['general.type', 'something new']]))).toBe(false)
    expect(isOtherKind(Buffer.from('notes about general.type adapter'))).toBe(false)
  })

  it('is told from any beginning of a file without a fault', () => {
    const whole = gguf([['a', 1], ['general.type', 'adapter']]) // prettier-ignore
    fc.assert(
      fc.property(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 3 }), (length, changes) => {
        const bytes = Buffer.from(whole)
        for (const [place, value] of changes) bytes[place] = value
        expect(typeof isOtherKind(bytes.subarray(0, length))).toBe('boolean')
      }),
      { seed: 1, numRuns: runs(3_000) }
    )
    expect(isOtherKind(whole.subarray(0, -1))).toBe(false)
  })
})
