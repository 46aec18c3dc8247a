// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MarkdownText } from '../MarkdownText'

let width = 100
beforeEach(() => {
  width = 100
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, width, 20))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
const tableOf = (columns: number, rows: number, cell = 'x'): string => {
  const cells = (text: string): string[] => Array.from({ length: columns }, (_, column) => `${text} ${column}`)
  return line(cells('head')) + line(cells('').map(() => '---')) + line(cells(cell)).repeat(rows)
}
const tableIn = (container: Element): HTMLTableElement => container.querySelector('table') ?? expect.fail('no table')
const tracksOf = (container: Element): number => tableIn(container).style.getPropertyValue('--columns').split('minmax').length - 1

describe('a long table', () => {
  it('has columns that were measured, and all of its rows', () => {
    const { container } = render(<MarkdownText text={tableOf(3, 130)} isDone isAtOnce />)
    expect(tracksOf(container)).toBe(3)
    expect(container.querySelectorAll('tbody tr')).toHaveLength(130)
  })

  it('is measured anew where another one takes its place, as with the variants of a reply', () => {
    const { container, rerender } = render(<MarkdownText text={tableOf(3, 130)} isDone isAtOnce />)
    rerender(<MarkdownText text={tableOf(5, 130)} isDone isAtOnce />)
    expect(tracksOf(container)).toBe(5)
    rerender(<MarkdownText text={tableOf(5, 40)} isDone isAtOnce />)
    expect(tracksOf(container)).toBe(0)
  })

  it('keeps its columns while it grows', () => {
    const { container, rerender } = render(<MarkdownText text={tableOf(3, 130)} isDone={false} isAtOnce />)
    const before = tableIn(container).style.getPropertyValue('--columns')
    width = 300
    rerender(<MarkdownText text={tableOf(3, 131)} isDone={false} isAtOnce />)
    expect(tableIn(container).style.getPropertyValue('--columns')).toBe(before)
  })

  it('is whole also where nothing is laid out, and measured with a later update', () => {
    width = 0
    const { container, rerender } = render(<MarkdownText text={tableOf(3, 130)} isDone={false} isAtOnce />)
    expect(container.querySelectorAll('tbody tr')).toHaveLength(130)
    expect(tracksOf(container)).toBe(0)
    width = 100
    rerender(<MarkdownText text={tableOf(3, 131)} isDone={false} isAtOnce />)
    expect(tracksOf(container)).toBe(3)
  })

  it('has cells that scroll where they hold a formula: it cannot be broken', () => {
    const { container } = render(<MarkdownText text={tableOf(2, 130, '$x$ and')} isDone isAtOnce />)
    expect(container.querySelectorAll('td.with-formula')).toHaveLength(260)
    expect(container.querySelectorAll('th.with-formula')).toHaveLength(0)
    const prices = render(<MarkdownText text={tableOf(2, 130, '$5')} isDone isAtOnce />)
    expect(prices.container.querySelectorAll('td.with-formula')).toHaveLength(0)
  })
})
