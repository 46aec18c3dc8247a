import { expect, it } from 'vitest'
import { textDirection } from './textDirection'

it('goes by the first letter of a text', () => {
  expect(textDirection('Hello שלום')).toBe('ltr')
  expect(textDirection('  1. שלום hello')).toBe('rtl')
  expect(textDirection('“مرحبا” hello')).toBe('rtl')
  expect(textDirection('12, 3 …')).toBe('ltr')
  expect(textDirection('')).toBe('ltr')
})
