// @vitest-environment happy-dom
import { Marked } from 'marked'
import type { ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { pictureOf, treeOf } from './testing/picture'

vi.mock('./leaves/MessageLink', () => ({
  MessageLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>
}))

const marked = new Marked({ gfm: true })
const head = '<table><thead><tr><th>a</th><th>b</th></tr></thead>'
const rows = (...all: string[][]) =>
  `<tbody>${all.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
const link = (href: string, text = href) => `<a href="${href}">${text}</a>`

/** What the extensions of GFM mean, case by case; `unlike`: what marked makes of it instead. */
const cases: { name: string; markdown: string; html: string; unlike?: true }[] = [
  { name: 'a table', markdown: '| a | b |\n| --- | --- |\n| 1 | 2 |', html: head + rows(['1', '2']) },
  { name: 'a table without outer pipes', markdown: 'a | b\n--- | ---\n1 | 2', html: head + rows(['1', '2']) },
  { name: 'a table without rows', markdown: '| a | b |\n|---|---|', html: `${head}</table>` },
  { name: 'a row with too few cells', markdown: '|a|b|\n|-|-|\n|1|', html: head + rows(['1', '']) },
  { name: 'a row with too many cells', markdown: '|a|b|\n|-|-|\n|1|2|3|', html: head + rows(['1', '2']) },
  { name: 'an escaped pipe', markdown: '|a|b|\n|-|-|\n|1\\|2|`x\\|y`|', html: head + rows(['1|2', '<code>x|y</code>']) },
  { name: 'inline Markdown in cells', markdown: '|a|b|\n|-|-|\n|**1**|~~2~~|', html: head + rows(['<strong>1</strong>', '<del>2</del>']) },
  { name: 'a table that an empty line ends', markdown: '|a|b|\n|-|-|\n|1|2|\n\ntext', html: `${head}${rows(['1', '2'])}<p>text</p>` },
  {
    name: 'a table that a quote ends',
    markdown: '|a|b|\n|-|-|\n|1|2|\n> q',
    html: `${head}${rows(['1', '2'])}<blockquote><p>q</p></blockquote>`
  },
  { name: 'a row without a pipe', markdown: '|a|b|\n|-|-|\nx', html: head + rows(['x', '']) },
  { name: 'a header with other columns than its delimiters', markdown: '|a|b|\n|-|', html: '<p>|a|b|\n|-|</p>' },
  { name: 'a table in a list', markdown: '- |a|b|\n  |-|-|\n  |1|2|', html: `<ul><li>${head}${rows(['1', '2'])}</li></ul>` },
  { name: 'a table after text', markdown: 'text\n|a|b|\n|-|-|\n|1|2|', html: `<p>text</p>${head}${rows(['1', '2'])}` },
  { name: 'strikethrough with two signs', markdown: '~~gone~~', html: '<p><del>gone</del></p>' },
  { name: 'strikethrough with one sign', markdown: '~gone~', html: '<p><del>gone</del></p>' },
  { name: 'three signs, which strike nothing', markdown: 'a ~~~not~~~ b', html: '<p>a ~~~not~~~ b</p>' },
  { name: 'strikethrough that does not cross paragraphs', markdown: 'a ~~b\n\nc~~', html: '<p>a ~~b</p><p>c~~</p>' },
  {
    name: 'tasks',
    markdown: '- [ ] open\n- [x] done\n- [X] done too',
    html: '<ul><li><input disabled type="checkbox">open</li><li><input checked type="checkbox">done</li><li><input checked type="checkbox">done too</li></ul>'
  },
  { name: 'no task without text', markdown: '- [ ]', html: '<ul><li>[ ]</li></ul>' },
  { name: 'no task outside a list', markdown: '[x] no', html: '<p>[x] no</p>' },
  { name: 'an address', markdown: 'see https://example.com/a?b=c now', html: `<p>see ${link('https://example.com/a?b=c')} now</p>` },
  {
    name: 'an address that begins with www',
    markdown: 'www.example.com',
    html: `<p>${link('http://www.example.com/', 'www.example.com')}</p>`,
    unlike: true
  },
  { name: 'an address before a full stop', markdown: 'At https://example.com/a.', html: `<p>At ${link('https://example.com/a')}.</p>` },
  { name: 'an address in parentheses', markdown: '(https://example.com/a)', html: `<p>(${link('https://example.com/a')})</p>` },
  { name: 'parentheses in an address', markdown: 'https://example.com/a_(b)', html: `<p>${link('https://example.com/a_(b)')}</p>` },
  { name: 'a mail address', markdown: 'foo@bar.example', html: `<p>${link('mailto:foo@bar.example', 'foo@bar.example')}</p>` },
  { name: 'an address before a tag', markdown: 'https://example.com/a<b', html: `<p>${link('https://example.com/a')}&lt;b</p>` }
]

describe('GFM', () => {
  it.each(cases)('reads $name', ({ markdown, html, unlike }) => {
    expect(pictureOf(markdown)).toBe(treeOf(html))
    const theirs = treeOf(marked.parse(markdown, { async: false }))
    if (!unlike) expect.soft(theirs.replace(/> /g, '>')).toBe(treeOf(html).replace(/> /g, '>'))
  })
})
