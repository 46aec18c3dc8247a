// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextEnd } from './gradualText'
import { MarkdownText } from './MarkdownText'
import { answer } from './testing/answers'
import { holdFrames, type Frames } from './testing/frames'

let frames: Frames
beforeEach(() => (frames = holdFrames()))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const picture = (container: Element): string => new XMLSerializer().serializeToString(container).replace(/ id="[^"]*"/g, '')
const elementsIn = (container: Element): number => container.querySelectorAll('*').length

describe('how much of a text one frame adds', () => {
  it.each([
    ['lines', '- a\n'.repeat(200_000), 2_100],
    ['words', 'word word word word word word\n'.repeat(30_000), 17_000],
    ['signs', '*a* '.repeat(200_000), 3_000],
    ['scripts in turn', 'ﷺa'.repeat(200_000), 500],
    ['scripts in turn, line by line', 'ﷺ\n'.repeat(200_000), 500],
    ['one line', 'x'.repeat(900_000), 17_000],
    ['formulas in one line', '$x$ '.repeat(200_000), 500],
    ['blocks of indented code with long line ends', '    a\r\n\r\nb\r\n\r\n'.repeat(50_000), 1_100],
    ['blocks of indented code', '    a\n\nb\n\n'.repeat(50_000), 1_000]
  ])('is bounded: %s', (_name, text, most) => {
    let at = 0
    for (let steps = 0; at < text.length; steps++) {
      const end = nextEnd(text, at)
      expect(end).toBeGreaterThan(at)
      expect(end - at).toBeLessThanOrEqual(most)
      at = end
    }
    expect(at).toBe(text.length)
  })

  it.each(['كلمة ', '漢字かな、', 'Tiếng Việt có dấu ', 'don’t — “so” → '])(
    'is nearly as much of any script, where the scripts do not change in turn: %s',
    (word) => {
      expect(nextEnd(word.repeat(10_000), 0)).toBeGreaterThan(0.7 * nextEnd('word '.repeat(10_000), 0))
    }
  )

  it('is all that came, where that is little', () => {
    expect(nextEnd('- a\n'.repeat(100), 0)).toBe(400)
  })
})

it('a large text is shown over several frames, none of which adds much, and then looks as at once', () => {
  const text = '- *a* b\n- c\n\n'.repeat(800)
  const { container } = render(<MarkdownText text={text} isDone />)
  const counts = [elementsIn(container)]
  while (frames.next()) counts.push(elementsIn(container))
  const atOnce = render(<MarkdownText text={text} isDone isAtOnce />)
  expect(picture(container)).toBe(picture(atOnce.container))
  const added = counts.map((count, frame) => count - (counts[frame - 1] ?? 0))
  expect(Math.max(...added)).toBeLessThan(4_000)
  expect(counts.at(-1)).toBeGreaterThan(6_000)
})

it('what is shown as it is written is there after few frames', () => {
  const heavy = `${'@ '.repeat(100)}\n`.repeat(120)
  const framesOf = (text: string): number => {
    const { unmount } = render(<MarkdownText text={text} isDone />)
    let count = 0
    while (frames.next()) count++
    unmount()
    return count
  }
  const before = framesOf(heavy)
  expect(before).toBeGreaterThan(20)
  expect(framesOf(`${heavy}${'plain words\n'.repeat(50_000)}`) - before).toBeLessThan(20)
})

it('a text that is too long for Markdown is there at once', () => {
  const { container } = render(<MarkdownText text={'- a\n'.repeat(300_000)} isDone />)
  expect(container.textContent).toContain('- a\n'.repeat(300_000))
})

it('an answer of ordinary length is there in the first frame, and one that grows is never late', () => {
  const tokens = answer('mixed', 3_000)
  const first = tokens.slice(0, 1_500).join('')
  const { container, rerender } = render(<MarkdownText text={first} isDone />)
  expect(container.textContent).toBe(render(<MarkdownText text={first} isDone isAtOnce />).container.textContent)
  let text = first
  for (let at = 1_500; at < 3_000; at += 5) {
    text += tokens.slice(at, at + 5).join('')
    rerender(<MarkdownText text={text} isDone={false} />)
    const shown = container.textContent
    frames.pass()
    expect(container.textContent).toBe(shown)
  }
})
