import { expect, it } from 'vitest'
import { isBlank } from './blank'

it.each(['', ' ', '\n\t ', '\u00a0\u3000', '\u200b', '\ufeff\u200d\u2060 '])('%j cannot be seen', (text) => {
  expect(isBlank(text)).toBe(true)
})

it.each(['.', ' a ', '👩‍👩‍👧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '\u200bשלום', 'e\u0301', '0'])('%j can be seen', (text) => {
  expect(isBlank(text)).toBe(false)
})
