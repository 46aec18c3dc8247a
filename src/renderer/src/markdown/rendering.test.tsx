// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { MarkdownText } from './MarkdownText'
import { answer, shapes, type Shape } from './testing/answers'

const created = vi.hoisted(() => ({ types: [] as unknown[] }))

// What is rendered creates elements: their count is the work of an update.
vi.mock('react/jsx-dev-runtime', async (importOriginal) => {
  const original = await importOriginal<{ jsxDEV: (...rest: unknown[]) => unknown }>()
  return {
    ...original,
    jsxDEV: (...rest: unknown[]) => {
      created.types.push(rest[0])
      return original.jsxDEV(...rest)
    }
  }
})

afterEach(cleanup)

/** The elements that updates of three tokens create at the end of an answer, for each update. */
function workAt(shape: Shape, count: number): number {
  const updates = 100
  const tokens = answer(shape, count)
  let text = tokens.slice(0, -3 * updates).join('')
  const view = render(<MarkdownText text={text} isDone={false} />)
  created.types = []
  for (let at = tokens.length - 3 * updates; at < tokens.length; at += 3) {
    text += tokens.slice(at, at + 3).join('')
    view.rerender(<MarkdownText text={text} isDone={false} />)
  }
  view.unmount()
  return created.types.length / updates
}

it.each(shapes)('an update renders what grows and nothing else, however long the answer is: %s', (shape) => {
  const [short, long] = [workAt(shape, 800), workAt(shape, 3_200)]
  // A piece of a list holds at most 32 blocks: those are looked at, and all but the last are left as they are.
  expect(short).toBeLessThanOrEqual(120)
  expect(long).toBeLessThanOrEqual(Math.max(120, 1.1 * short))
})
