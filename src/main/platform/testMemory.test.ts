import { expect, it } from 'vitest'
import { testMemory } from './testMemory'

it('reads the bytes it is given, and none where nothing is set', () => {
  expect(testMemory({ HEARTH_TEST_FREE_MEMORY: '600000000' })).toBe(600_000_000)
  expect(testMemory({ HEARTH_TEST_FREE_MEMORY: '0' })).toBe(0)
  expect(testMemory({})).toBeNull()
  expect(testMemory({ HEARTH_TEST_FREE_MEMORY: '' })).toBeNull()
})

it.each(['much', '-1', '1 GB'])('refuses %s', (text) => {
  expect(() => testMemory({ HEARTH_TEST_FREE_MEMORY: text })).toThrow()
})
