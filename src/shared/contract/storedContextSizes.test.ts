import { expect, it } from 'vitest'
import { MOST_CONTEXT_SIZES, storedContextSizes } from './storedContextSizes'

it.each([
  [undefined, {}],
  [null, {}],
  ['much', {}],
  [[1, 2], {}],
  [{ starter: 16_384 }, { starter: 16_384 }],
  [{ starter: '16384', a: 16_384.5, b: 0, c: -1, d: null, e: 1e300, f: { tokens: 1 }, g: 4_096 }, { g: 4_096 }],
  [{ '': 4_096, [`folder:${'x'.repeat(1_000)}`]: 4_096, 'folder:b.gguf': 4_096 }, { 'folder:b.gguf': 4_096 }]
])('of stored contexts each that can be read is: %j', (stored, read) => {
  expect(storedContextSizes.parse(stored)).toEqual(read)
})

it('of too many the last ones stay', () => {
  const stored = Object.fromEntries(Array.from({ length: MOST_CONTEXT_SIZES + 5 }, (_, model) => [`folder:${model}`, 4_096]))
  const read = storedContextSizes.parse(stored)
  expect(Object.keys(read)).toEqual(Object.keys(stored).slice(5))
})
