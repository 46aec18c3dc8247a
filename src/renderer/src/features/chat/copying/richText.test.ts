// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { plainTextOf } from './plainText'
import { plainAsRichText, richTextOf } from './richText'

function elementOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html').body
}
const rich = (html: string): string => richTextOf(elementOf(html))
const plain = (html: string): string => plainTextOf(elementOf(html))

describe('rich text for other programs', () => {
  it('is bare markup without our classes, and with what means something', () => {
    expect(rich('<div class="a"><p dir="auto" style="color: red">One <strong class="b">two</strong></p></div>')).toBe(
      '<p>One <strong>two</strong></p>'
    )
    expect(rich('<ol start="3" class="x"><li>a</li></ol><hr><p>b<br>c</p>')).toBe('<ol start="3"><li>a</li></ol><hr><p>b<br>c</p>')
    expect(rich('<table><tbody><tr><td class="aligned-right">1</td></tr></tbody></table>')).toContain('<td align="right">1</td>')
  })

  it('keeps links that other programs may open, and no others', () => {
    expect(rich('<a href="https://example.org/" onclick="x()">a</a>')).toBe('<a href="https://example.org/">a</a>')
    expect(rich('<a href="javascript:alert(1)">a</a>')).toBe('<a>a</a>')
  })

  it('leaves out buttons, thoughts, and what is for the eye or the ear alone', () => {
    const parts =
      '<button>Copy</button><svg></svg><h2 class="visually-hidden">You</h2><span aria-hidden="true">|</span><div class="thought">Hm</div>'
    expect(rich(`${parts}<p>Text</p>`)).toBe('<p>Text</p>')
    expect(plain(`${parts}<p>Text</p>`)).toBe('Text')
  })

  it('has an image once, by what it shows or where it is, and no sentence of ours', () => {
    const image = (alt: string) =>
      `<span class="image-chip"><svg></svg>${alt && `<bdi class="image-alt">${alt}</bdi>`}<bdi class="image-host">example.com</bdi></span>`
    const ours =
      '<p class="plain-reason">Too long</p><small class="formula-note">Too large</small><a><bdi>a</bdi><bdi class="link-host"> (b.com)</bdi></a>'
    expect(plain(`<p>See ${image('a cat')} and ${image('')}.</p>${ours}`)).toBe('See a cat and example.com.\n\na')
    expect(rich(`<p>See ${image('a cat')} and ${image('')}.</p>${ours}`)).toBe('<p>See a cat and example.com.</p><a>a</a>')
  })

  it('writes signs of markup as signs', () => {
    const text = '<script>alert("a & b")</script>'
    const element = document.createElement('p')
    element.append(text)
    expect(richTextOf(element)).not.toContain('<script>')
    expect(elementOf(richTextOf(element)).textContent).toBe(text)
    expect(elementOf(plainAsRichText(text)).textContent).toBe(text)
  })

  it('has the source of a formula and the box of a task', () => {
    const formula =
      '<span class="katex"><math><annotation encoding="application/x-tex">x^2</annotation></math><span aria-hidden="true">x2</span></span>'
    expect(rich(`<p>${formula}</p>`)).toBe('<p><code>x^2</code></p>')
    expect(rich('<ul><li><input type="checkbox" checked>Done</li><li><input type="checkbox">Open</li></ul>')).toBe(
      '<ul><li>☑ Done</li><li>☐ Open</li></ul>'
    )
  })
})

describe('plain text of a piece of a message', () => {
  it('has its blocks on lines of their own and its paragraphs apart', () => {
    expect(plain('<h2>A</h2><p>One<br>two</p><ul><li>a</li><li>b</li></ul><pre><code>x\n  y\n</code></pre>')).toBe(
      'A\n\nOne\ntwo\n\n- a\n- b\n\nx\n  y'
    )
    expect(plain('<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>')).toBe('a\tb\n1\t2')
  })

  it('has a formula once, as its source, and the items of a tight list no further apart than lines', () => {
    const formula =
      '<span class="katex"><math><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></math><span aria-hidden="true">x2</span></span>'
    expect(plain(`<p>So ${formula}.</p>`)).toBe('So x^2.')
    expect(plain('<ul class="tight"><li><p>a</p></li><li><p>b</p></li></ul><p>c</p>')).toBe('- a\n- b\n\nc')
  })

  it('has the numbers of a list, with what is in an item under its text, and the boxes of tasks', () => {
    expect(plain('<ol class="tight" start="9"><li><p>a</p><ul class="tight"><li><p>b</p></li></ul></li><li><p>c</p></li></ol>')).toBe(
      '9. a\n   - b\n10. c'
    )
    expect(plain('<ol class="loose"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol><p>d</p>')).toBe('1. a\n\n   b\n\n2. c\n\nd')
    expect(plain('<ul class="tight"><li><p><input type="checkbox" checked>Done</p></li></ul>')).toBe('☑ Done')
  })

  it('has footnotes with their marks', () => {
    const note =
      '<section class="footnotes"><div class="footnote"><span class="footnote-label">a</span><div><p>Note</p></div></div></section>'
    const mark = '<sup class="footnote-mark"><button>a</button></sup>'
    expect(plain(`<p>Text${mark}</p>${note}`)).toBe('Text[a]\n\n[a] Note')
    expect(rich(`<p>Text${mark}</p>${note}`)).toBe('<p>Text<sup>a</sup></p><sup>a</sup><p>Note</p>')
  })

  it('is the text itself where it is shown as it is written', () => {
    expect(plain('<span>One\n\n  two </span><span>three</span>')).toBe('One\n\n  two three')
  })
})
