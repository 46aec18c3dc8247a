import { expect, it } from 'vitest'
import { testSampling } from './testSampling'

it('reads the fields it is given, and none where nothing is set', () => {
  expect(testSampling({ HEARTH_TEST_SAMPLING: '{"seed":7,"maxTokens":null}' })).toEqual({ seed: 7, maxTokens: null })
  expect(testSampling({})).toBeNull()
  expect(testSampling({ HEARTH_TEST_SAMPLING: '' })).toBeNull()
})

it.each(['seven', '{"sead":7}', '{"seed":-1}', '7'])('refuses %s', (text) => {
  expect(() => testSampling({ HEARTH_TEST_SAMPLING: text })).toThrow()
})
