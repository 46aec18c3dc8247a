// @vitest-environment happy-dom
import { cleanup, render, type RenderResult } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MarkdownText } from './MarkdownText'
import { holdFrames, type Frames } from './testing/frames'
import { hostileTexts, type HostileText } from './testing/hostileTexts'
import { beginnings } from './testing/someMarkdown'

let frames: Frames
beforeEach(() => (frames = holdFrames()))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const isFull = process.env.HEARTH_FAULTS === 'full'
const all = hostileTexts()
const huge = all.filter(({ isHuge }) => isHuge === true).filter((_, place) => isFull || place % 5 === 0)
const chosen = all.filter(({ isHuge }, place) => isHuge !== true && (isFull || place % 10 === 0))

const ELEMENTS = new Set(
  'div section span p strong em del code pre ul ol li h3 h4 h5 h6 blockquote hr br table thead tbody tr th td input sup button a bdi svg path small'.split(
    ' '
  )
)
/** Far less than a page can hold, whatever a text of a megabyte asks for. */
const MOST_ELEMENTS = 120_000

function strange({ container }: { container: Element }): string[] {
  // The inside of our icons and of what KaTeX made is not of the text; formulas have hostile cases of their own.
  const elements = [...container.querySelectorAll('*')].filter((element) => !element.matches('svg.icon *, .katex, .katex *'))
  const names = elements.map(({ localName }) => localName).filter((name) => !ELEMENTS.has(name))
  const loading = elements.filter(
    (element) => element.hasAttribute('src') || element.hasAttribute('srcset') || element.hasAttribute('style')
  )
  const listening = elements.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on')))
  const leading = elements
    .map((element) => element.getAttribute('href') ?? '')
    .filter((href) => href !== '' && !/^(https?|mailto):/.test(href))
  return [...names, ...loading.map(({ localName }) => `${localName} loads`), ...listening, ...leading]
}

function stepsOf({ text, name }: HostileText): string[] {
  return beginnings(text, { seed: name.length + text.length, most: Math.max(4, Math.floor(text.length / 2)) })
}

function inPieces(hostile: HostileText): RenderResult {
  const view = render(<MarkdownText text="" isDone={false} />)
  for (const step of stepsOf(hostile)) view.rerender(<MarkdownText text={step} isDone={false} />)
  view.rerender(<MarkdownText text={hostile.text} isDone />)
  frames.pass()
  return view
}

const TAG = /<([a-z][a-z\d-]*)([^<>]*)>/g

/** The same of markup that was made without a page: tens of thousands of elements take a minute in one without a browser. */
function strangeInMarkup(markup: string): string[] {
  const ofText = markup.replace(/<svg [^]*?<\/svg>/g, '') // our icons
  const tags = [...ofText.matchAll(TAG)].map(([, name = '', attributes = '']) => ({ name, attributes }))
  const names = tags.map(({ name }) => name).filter((name) => !ELEMENTS.has(name))
  return [...names, ...tags.filter(({ attributes }) => /\s(?:src|srcset|style|on\w+)=/.test(attributes)).map(({ name }) => `${name} loads`)]
}

describe('hostile text', () => {
  it('is there in plenty', () => {
    expect(all.length).toBeGreaterThanOrEqual(2_000)
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThanOrEqual(2_000)
    expect(chosen.length).toBeGreaterThanOrEqual(20)
  })

  const kinds = [...new Set(chosen.map(({ name }) => name))]
  it.each(kinds)(
    'becomes only the elements of a message, in pieces and at once: %s',
    (kind) => {
      for (const hostile of chosen.filter(({ name }) => name === kind)) {
        const view = inPieces(hostile)
        expect(strange(view), JSON.stringify(hostile.text.slice(0, 200))).toEqual([])
        expect(view.container.querySelectorAll('*').length).toBeLessThan(MOST_ELEMENTS)
        if (hostile.says !== undefined) expect(view.container.textContent).toContain(hostile.says)
        view.unmount()
      }
    },
    120_000
  )

  it.each(huge.map(({ name, ...rest }) => [name, rest] as const))(
    'of a megabyte stays within what a page can hold: %s',
    (_name, { text, says }) => {
      const markup = renderToStaticMarkup(<MarkdownText text={text} isDone isAtOnce />)
      expect(strangeInMarkup(markup)).toEqual([])
      expect(markup.match(TAG)?.length).toBeLessThan(MOST_ELEMENTS)
      if (says !== undefined) expect(markup).toContain(says)
    }
  )
})
