import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textBlocks } from './textBlocks'

it('leaves a text of ordinary length alone', () => {
  expect(textBlocks('One\ntwo')).toEqual(['One\ntwo'])
})

it('cuts a long text after line breaks, into blocks of about 4,000 characters', () => {
  const text = 'Twenty-one characters\n'.repeat(5_000)
  const blocks = textBlocks(text)
  expect(blocks.join('')).toBe(text)
  expect(blocks.every((block) => block.endsWith('\n'))).toBe(true)
  expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(8_000)
})

it('cuts one endless line too, never inside a character', () => {
  for (const text of ['x'.repeat(1_000_000), '👩‍🚀'.repeat(20_000), 'word '.repeat(20_000)]) {
    const blocks = textBlocks(text)
    expect(blocks.join('')).toBe(text)
    expect(blocks.length).toBeGreaterThan(10)
    expect(blocks.some((block) => /^[\udc00-\udfff]/.test(block))).toBe(false)
  }
})

it('loses nothing of any text', () => {
  const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '\r\n', ' ', '👩‍🚀', '\ud83d'))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 3_000 }), (pieces, times) => {
      const text = pieces.join('').repeat(times)
      const blocks = textBlocks(text)
      expect(blocks.join('') === text).toBe(true)
      expect(blocks.every((block, place) => place === blocks.length - 1 || block.length <= 8_001)).toBe(true)
    })
  )
})
