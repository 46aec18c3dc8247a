// @vitest-environment happy-dom
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { MarkdownText } from '../../../markdown/MarkdownText'
import { copyOf } from './copyOf'
import { plainTextOf } from './plainText'

const numbered = (count: number): string => Array.from({ length: count }, (_, place) => `${place + 1}. item ${place + 1}`).join('\n')

function textIn(node: Node): Node {
  return node.firstChild ? textIn(node.firstChild) : node
}

it.each([
  ['in the beginning of a list', 3, 5],
  ['over its groups', 30, 70],
  ['in one group', 40, 50]
])('items keep their numbers: %s', (_name, first, last) => {
  const { container } = render(<MarkdownText text={numbered(80)} isDone isAtOnce />)
  const items = [...container.querySelectorAll('li')]
  const range = document.createRange()
  range.setStart(textIn(items[first - 1] ?? container), 0)
  range.setEnd(textIn(items[last - 1] ?? container), `item ${last}`.length)
  const copied = plainTextOf(copyOf(range)).split('\n')
  expect(copied[0]).toBe(`${first}. item ${first}`)
  expect(copied.at(-1)).toBe(`${last}. item ${last}`)
  expect(copied).toHaveLength(last - first + 1)
})
