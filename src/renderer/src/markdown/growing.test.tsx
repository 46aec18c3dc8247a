// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { MarkdownText } from './MarkdownText'
import { answer, shapes } from './testing/answers'
import { beginnings, someCuts, someMarkdown } from './testing/someMarkdown'

const numRuns = process.env.HEARTH_FAULTS === 'full' ? 1_500 : 100
afterEach(cleanup)

function written(text = '') {
  const view = render(<MarkdownText text={text} isDone={false} />)
  const write = (next: string, isDone = false) => act(() => view.rerender(<MarkdownText text={next} isDone={isDone} />))
  return { ...view, write, elements: () => [...view.container.querySelectorAll('.prose *')] }
}

it('invariant: text that came in pieces looks like the whole text that is rendered at once', () => {
  fc.assert(
    fc.property(someMarkdown, someCuts, (text, cuts) => {
      const { container, write, unmount } = written()
      for (const beginning of beginnings(text, cuts).filter((_, place) => place % 5 === 0)) write(beginning)
      write(text, true)
      const once = render(<MarkdownText text={text} isDone />)
      expect(picture(container)).toBe(picture(once.container))
      once.unmount()
      unmount()
    }),
    { seed: 2, numRuns }
  )
}, 600_000)

/** Ids are made by React and differ from one element to the next. */
const picture = (container: Element): string => new XMLSerializer().serializeToString(container).replace(/ id="[^"]*"/g, '')

it.each(shapes)('what is finished is never made again, and neither is its text: %s', (shape) => {
  const tokens = answer(shape, 700)
  const { write, elements, container } = written()
  let text = ''
  let kept: { element: Element; look: string }[] = []
  for (let at = 0; at < tokens.length; at += 20) {
    text += tokens.slice(at, at + 20).join('')
    write(text)
    for (const { element, look } of kept) expect(element.isConnected && picture(element) === look).toBe(true)
    const blocks = [...container.querySelectorAll('.prose > .chunk > *')].slice(0, -2)
    kept = blocks.map((element) => ({ element, look: picture(element) }))
  }
  if (shape === 'mixed' || shape === 'paragraphs') expect(kept.length).toBeGreaterThan(5)
  const before = elements().length
  write(text, true)
  for (const { element } of kept) expect(element.isConnected).toBe(true)
  expect(elements().length).toBeGreaterThanOrEqual(before - 3)
})

it('a list that turns out to be loose keeps its elements', () => {
  const { write, container } = written('- one\n- two\n- three')
  const before = [...container.querySelectorAll('li, li p')]
  write('- one\n- two\n- three\n\n- four')
  expect(container.querySelector('ul')?.className).toBe('loose')
  expect(before.every((element) => element.isConnected)).toBe(true)
})

it('code is the same element before and after its fence is closed', () => {
  const { write, container } = written('```ts\nlet a')
  const code = container.querySelector('pre')
  write('```ts\nlet a\n```\n\nMore')
  expect(container.querySelector('pre')).toBe(code)
})

it('a definition that comes late changes only the text that refers to it', () => {
  const { write, container } = written('See [the guide][1].\n\nOther [text].\n\nMore.\n\n')
  expect(container.textContent).toBe('See the guide.Other [text].More.')
  const others = [...container.querySelectorAll('p')].slice(1).map((element) => element.firstElementChild)
  write('See [the guide][1].\n\nOther [text].\n\nMore.\n\n[1]: https://example.com/guide\n\n')
  expect(container.querySelector('p .message-link, p a')?.textContent).toBe('the guide')
  expect([...container.querySelectorAll('p')].slice(1, 3).map((element) => element.firstElementChild)).toEqual(others)
})

it('what is referred to and never comes is shown as it was written', () => {
  const { write, container } = written('See [the guide][1] and a note[^2].')
  write('See [the guide][1] and a note[^2].', true)
  expect(container.textContent).toBe('See [the guide][1] and a note[^2].')
})

it('growing text is added to the text that stands there: a selection in it stays', () => {
  const { write, container } = written('The newest words')
  const text = container.querySelector('p span')?.firstChild
  const added = vi.spyOn(CharacterData.prototype, 'appendData')
  const replaced = vi.spyOn(CharacterData.prototype, 'replaceData')
  write('The newest words are here')
  write('The newest words are here **and')
  expect(container.querySelector('p span')?.firstChild).toBe(text)
  expect(text?.nodeValue).toBe('The newest words are here ')
  expect(container.querySelector('strong')?.textContent).toBe('and')
  expect(added.mock.calls).toEqual([[' are here'], [' ']])
  expect(replaced).not.toHaveBeenCalled()
})

it('invariant: a text that is not what stood there before is rendered anew', () => {
  fc.assert(
    fc.property(someMarkdown, someMarkdown, (one, other) => {
      const { container, write, unmount } = written()
      write(one)
      write(other, true)
      const once = render(<MarkdownText text={other} isDone />)
      expect(picture(container)).toBe(picture(once.container))
      once.unmount()
      unmount()
    }),
    { seed: 8, numRuns: Math.max(20, numRuns / 5) }
  )
}, 600_000)
