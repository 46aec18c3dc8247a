// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { PlainView } from './PlainView'

afterEach(cleanup)

const blocksOf = (container: Element): Element[] => [...container.querySelectorAll('.plain-text > *')]

it('lays out a line of a million characters in blocks, of which those out of sight cost nothing', () => {
  const source = 'x'.repeat(999_999)
  const { container } = render(<PlainView source={source} limit="line" />)
  const blocks = blocksOf(container)
  expect(blocks.map(({ textContent }) => textContent).join('')).toBe(source)
  expect(blocks.length).toBeGreaterThan(100)
  expect(Math.max(...blocks.map(({ textContent }) => textContent.length))).toBeLessThanOrEqual(8_001)
  expect(blocks.every(({ className }) => className === 'text-block')).toBe(true)
})

it('makes none of its blocks anew while it grows, the last one excepted', () => {
  const { container, rerender } = render(<PlainView source={'word '.repeat(20_000)} limit="line" />)
  const before = blocksOf(container).slice(0, -1)
  const texts = before.map((block) => block.firstElementChild?.firstChild)
  rerender(<PlainView source={'word '.repeat(30_000)} limit="line" />)
  const after = blocksOf(container)
  expect(after.length).toBeGreaterThan(before.length + 5)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(before.map((block) => block.firstElementChild?.firstChild)).toEqual(texts)
})
