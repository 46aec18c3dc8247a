import { expect, it } from 'vitest'
import { testLanguage } from './testLanguage'

it('reads the language it is given, and none where nothing is set', () => {
  expect(testLanguage({ HEARTH_TEST_LANGUAGE: 'ar-XB' })).toBe('ar-XB')
  expect(testLanguage({})).toBeNull()
  expect(testLanguage({ HEARTH_TEST_LANGUAGE: '' })).toBeNull()
})

it.each(['de', 'en', 'en-xa'])('refuses %s', (tag) => {
  expect(() => testLanguage({ HEARTH_TEST_LANGUAGE: tag })).toThrow(/HEARTH_TEST_LANGUAGE/)
})
