// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useAppStore } from '../../state/appStore'
import { FakeBridge, Refused } from '../../testing/fakeBridge'
import { resetState } from '../../testing/resetState'
import { CodeBlock } from './CodeBlock'

let bridge: FakeBridge
let onScreen: (() => void)[]
beforeEach(() => {
  resetState()
  bridge = new FakeBridge()
  window.hearth = bridge
  onScreen = []
  const observe = (tell: (entries: { isIntersecting: boolean }[]) => void) => ({
    observe: () => onScreen.push(() => tell([{ isIntersecting: true }])),
    disconnect: () => undefined
  })
  vi.stubGlobal('IntersectionObserver', function (tell: Parameters<typeof observe>[0]) {
    return observe(tell)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const code = (): HTMLElement => document.querySelector('code') ?? document.body
const classes = (): Set<string> => new Set([...document.querySelectorAll('code span[class^=token]')].map(({ className }) => className))
/** What can be seen: each text with its class. */
const picture = (): string[] => {
  const nodes = [...document.querySelectorAll('code > .code-chunk')].flatMap((chunk) => [...chunk.childNodes])
  return nodes.map((node) => `${node instanceof HTMLElement ? node.className : ''}: ${node.textContent ?? ''}`)
}
const comesNear = (): void => act(() => onScreen.forEach((tell) => tell()))
const coloured = (): Promise<void> => waitFor(() => expect(classes().size).toBeGreaterThan(1), { timeout: 20_000 })

const source = "// adds\nexport function add(a: number): string {\n  return 'x' + 1\n}\n"

describe('a code block', () => {
  it('names its language and is read as one thing', () => {
    render(<CodeBlock source="a" language="ts title=x" isOpen={false} />)
    expect(screen.getByRole('group', { name: 'Code, TypeScript' }).textContent).toBe('a')
    expect(document.querySelector('.code-language')?.textContent).toBe('TypeScript')
  })

  it.each([
    ['', 'Code'],
    ['klingon', 'klingon'],
    ['python {.numbered}', 'Python'],
    ['c++', 'C++'],
    ['x'.repeat(200), 'x'.repeat(40)]
  ])('behind a fence of %j says %j', (language, name) => {
    render(<CodeBlock source="a" language={language} isOpen={false} />)
    expect(document.querySelector('.code-language')?.textContent).toBe(name)
  })

  it('is always read from left to right, and shows what would change the order of its characters', () => {
    const hostile = 'if (admin) { /* \u202e \u2066 */ }'
    const { container } = render(<CodeBlock source={hostile} language="" isOpen={false} />)
    expect(container.querySelector('.code-block')?.getAttribute('dir')).toBe('ltr')
    expect([...container.querySelectorAll('bdi')].map((control) => control.dataset.code)).toEqual(['U+202E', 'U+2066'])
    expect(code().textContent, 'what is selected and copied is what was written').toBe(hostile)
  })

  it('copies its source, exactly', async () => {
    const long = Array.from({ length: 100 }, (_, n) => `line ${n}\t\u202e`).join('\n')
    render(<CodeBlock source={long} language="" isOpen={false} />)
    fireEvent.click(screen.getByRole('button', { name: 'Copy code' }))
    await waitFor(() => expect(document.querySelector('.icon.done')).not.toBeNull())
    expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: long }])
  })

  it('says so when it could not be copied', async () => {
    bridge.answer('clipboard.write', () => {
      throw new Refused({ code: 'internal' })
    })
    render(<CodeBlock source="a" language="" isOpen={false} />)
    fireEvent.click(screen.getByRole('button', { name: 'Copy code' }))
    await waitFor(() => expect(useAppStore.getState().notices).toHaveLength(1))
    expect(document.querySelector('.icon.done')).toBeNull()
  })

  it('wraps long lines when it is asked to', () => {
    const { container } = render(<CodeBlock source="a" language="" isOpen={false} />)
    const button = screen.getByRole('button', { name: 'Wrap long lines' })
    expect([button.getAttribute('aria-pressed'), container.querySelector('.wraps')]).toEqual(['false', null])
    fireEvent.click(button)
    expect(button.getAttribute('aria-pressed')).toBe('true')
    expect(container.querySelector('.wraps')).not.toBeNull()
  })

  it('has nothing that assistive technology stumbles over', async () => {
    render(
      <main>
        <CodeBlock source={source} language="ts" isOpen={false} />
      </main>
    )
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([])
  })
})

describe('its colours', () => {
  it('come when the language is there and the block comes near the screen, and the text stays the same', async () => {
    render(<CodeBlock source={source} language="ts" isOpen={false} />)
    expect(code().textContent).toBe(source)
    await waitFor(() => expect(onScreen.length).toBeGreaterThan(0))
    comesNear()
    await coloured()
    await waitFor(() =>
      expect(classes()).toEqual(
        new Set(['token-comment', 'token-keyword', 'token-function', 'token-type', 'token-string', 'token-number', 'token-operator'])
      )
    )
    expect(code().textContent).toBe(source)
    expect(document.querySelector('[style]'), 'no colour is a style').toBeNull()
  })

  it('are there at once when the same code is shown again', () => {
    render(<CodeBlock source={source} language="ts" isOpen={false} />)
    expect(classes().size).toBeGreaterThan(4)
  })

  it('follow the text as it grows, in the same elements before and after the fence closes', async () => {
    const text = `${source}${source}const last = 2`
    const { rerender } = render(<CodeBlock source="" language="ts" isOpen />)
    for (let end = 1; end <= source.length; end++) rerender(<CodeBlock source={text.slice(0, end)} language="ts" isOpen />)
    await coloured()
    const first = document.querySelector('.token-comment')
    const lines = [...document.querySelectorAll('code span')]
    for (let end = source.length; end <= text.length; end += 3) {
      rerender(<CodeBlock source={text.slice(0, end)} language="ts" isOpen />)
      expect(code().textContent).toBe(text.slice(0, end))
    }
    rerender(<CodeBlock source={text} language="ts" isOpen={false} />)
    await waitFor(() => expect(document.querySelectorAll('.token-keyword').length).toBe(5))
    expect(document.querySelector('.token-comment')).toBe(first)
    expect(lines.filter((element) => !element.isConnected)).toEqual([])
  })

  it('are, after any way of growing, those of the whole text', async () => {
    const text = 'const a = `x\n${1}\n`\n/* b\nc */\nlet d = 2 // e'
    render(<CodeBlock source={text} language="ts" isOpen={false} />)
    await waitFor(() => expect(onScreen.length).toBeGreaterThan(0))
    comesNear()
    await waitFor(() => expect(document.querySelectorAll('.token-comment')).toHaveLength(3))
    const whole = picture()
    cleanup()
    for (const step of [1, 2, 7]) {
      const { rerender } = render(<CodeBlock source="" language="ts" isOpen />)
      for (let end = 0; end < text.length; end += step) rerender(<CodeBlock source={text.slice(0, end)} language="ts" isOpen />)
      rerender(<CodeBlock source={text} language="ts" isOpen />)
      await waitFor(() => expect(picture()).toEqual(whole))
      cleanup()
    }
  })

  it('begin anew when the text becomes another one', async () => {
    const { rerender } = render(<CodeBlock source={'/* open\n'} language="ts" isOpen />)
    rerender(<CodeBlock source={'let b = 1\nlet c\n'} language="ts" isOpen />)
    await waitFor(() => expect(classes()).toEqual(new Set(['token-keyword', 'token-operator', 'token-number'])))
    expect(code().textContent).toBe('let b = 1\nlet c\n')
  })

  it('are left out of very long code, which says so and is whole', () => {
    const long = 'let a = 1\n'.repeat(10_001)
    const { container } = render(<CodeBlock source={long} language="ts" isOpen={false} />)
    expect(screen.getByText('Without colours: this code is very long.')).toBeTruthy()
    expect(container.querySelector('.code-block.long')).not.toBeNull()
    expect(code().textContent).toBe(long)
    expect(classes().size).toBe(0)
  })

  it('are left out of lines that are too long, and the next line has its own', async () => {
    const text = `let a = "${'x'.repeat(500)}"\nlet b = 1\n`
    render(<CodeBlock source={text} language="ts" isOpen />)
    await coloured()
    expect(document.querySelectorAll('.token-keyword')).toHaveLength(1)
    expect(code().textContent).toBe(text)
  })
})

it('a line of a megabyte is shown in pieces, each laid out by itself, and its text is whole', () => {
  const line = '🔥x'.repeat(333_333)
  render(<CodeBlock source={`a\n${line}\nb`} language="ts" isOpen={false} />)
  expect(screen.getByText(/Very long lines are shown in pieces/)).toBeTruthy()
  expect(code().textContent).toBe(`a\n${line}\nb`)
  const pieces = [...document.querySelectorAll('.code-chunk')].map(({ textContent }) => textContent ?? '')
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(2_001)
  expect(pieces.filter((piece) => /[\ud800-\udbff]$|^[\udc00-\udfff]/.test(piece))).toEqual([])
  expect(screen.getByRole('button', { name: 'Wrap long lines' })).toHaveProperty('disabled', true)
})

it('its source is its text also where nothing runs but the drawing', () => {
  expect(renderToStaticMarkup(<CodeBlock source={'<script>&\n'} language="html" isOpen={false} />)).toContain('&lt;script&gt;&amp;\n')
})
