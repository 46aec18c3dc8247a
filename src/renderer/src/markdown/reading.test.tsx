// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { MarkdownText } from './MarkdownText'
import { answer } from './testing/answers'

afterEach(cleanup)
const shown = (text: string, isDone = true) => render(<MarkdownText text={text} isDone={isDone} />).container
/** The texts of all elements that a selector finds. */
const textsOf = (text: string, selector: string, isDone = true) =>
  [...shown(text, isDone).querySelectorAll(selector)].map(({ textContent }) => textContent)
// A formula is found by its place: inline among the text, or alone in its frame.
const formulas = (text: string, isDone = true) => textsOf(text, '.formula', isDone)

describe('formulas', () => {
  it.each([
    ['a $x^2$ b', ['x^2']],
    ['a \\(x^2\\) b', ['x^2']],
    ['a \\[x^2 + 1\\] b', ['x^2 + 1']],
    ['a $$x$$ b', ['x']],
    ['$$\nx\ny\n$$', ['x\ny']],
    ['text\n\\[\nx\n\\]\nmore', ['x']],
    ['$$ x = 1 $$.', ['x = 1.']],
    ['> $$\n> x\n> $$', ['x']],
    ['1. one\n   $$\n   x\n   $$', ['x']],
    ['*a $x*y$ b*', ['x*y']],
    ['$\\{1, 2\\}$ and $\\|x\\|$', ['\\{1, 2\\}', '\\|x\\|']],
    ['| a |\n|---|\n| $\\|x\\|$ and $|y|$ |', ['|x|', '|y|']]
  ])('are read in %j', (text, expected) => {
    expect(formulas(text)).toEqual(expected)
  })

  it.each([
    'It costs $5 and $10.',
    '$5 per piece, and 3$ more',
    'US$5, A$6',
    'from $5/month to $9/month',
    'a $ b $ c',
    'echo $HOME and $PATH',
    '`$x$`',
    '```\n$$\nx\n$$\n```',
    '\\$x\\$',
    '\\[no link\\](x)',
    'call\\(\\)'
  ])('are not seen in %j', (text) => {
    expect(formulas(text)).toEqual([])
  })

  it('that are begun show their source, without the sign that begins them', () => {
    expect(formulas('a $x^2 + y', false)).toEqual([])
    expect(textsOf('a $x^2 + y', '.open-formula', false)).toEqual(['x^2 + y'])
    expect(textsOf('$$\nx^2', '.open-formula', false)).toEqual(['x^2'])
    expect(shown('$$\nx^2', false).textContent).toBe('x^2')
  })

  it('that an empty line leaves open are text', () => {
    expect(textsOf('$$\nx\n\nmore', 'p')).toEqual(['$$\nx', 'more'])
  })
})

describe('footnotes', () => {
  it('stand under the message, each with its mark', () => {
    shown('One[^a] and two[^b].\n\n[^a]: First.\n\n    More of it.\n[^b]: *Second*.')
    const notes = screen.getByRole('region', { name: 'Footnotes' })
    expect(notes.textContent).toBe('aFirst.More of it.bSecond.')
    const mark = screen.getByRole('button', { name: 'Footnote b' })
    mark.click()
    expect(document.activeElement?.textContent).toBe('bSecond.')
  })

  it('have a mark while they are awaited, and none when they never come', () => {
    expect(textsOf('One[^a] two', 'sup', false)).toEqual(['a'])
    expect(shown('One[^a] two').textContent).toBe('One[^a] two')
  })
})

describe('what is not Markdown', () => {
  it('HTML stays text, and what stands between its tags, too', () => {
    expect(shown('a <b>*x*</b> **y** <br> <i>z').textContent).toBe('a <b>*x*</b> y <br> <i>z')
  })

  it.each([
    ['&copy; &amp;copy; &#35; &#x22; &nosuch; &#0;', '© &copy; # " &nosuch; \uFFFD'],
    ['`&copy;`', '&copy;'],
    ['half \ud83d a \udc00 and \0', 'half \uFFFD a \uFFFD and \uFFFD']
  ])('characters of %j', (text, expected) => {
    expect(shown(text).textContent).toBe(expected)
  })

  it('line ends are the same on every system', () => {
    expect(textsOf('a\r\n\r\nb\rc\r\r- d', 'p')).toEqual(['a', 'b\nc', 'd'])
  })

  it('only addresses of the web and of mail are links', () => {
    expect(
      textsOf('[a](javascript:x) [b](file:///x) [c](data:x) [d](/x) [e](https://example.com) [f](mailto:a@b.example)', '.message-link')
    ).toEqual(['e', 'f'])
  })
})

describe('directions', () => {
  it('each block has its own, and what holds blocks that of its first letter', () => {
    const container = shown('שלום\n\n> - שלום\n> - hello\n\n| مرحبا |\n|---|\n| 1 |\n\n`code`')
    expect([...container.querySelectorAll('p, td, th')].every((element) => element.getAttribute('dir') === 'auto')).toBe(true)
    expect(container.querySelector('blockquote')?.getAttribute('dir')).toBe('rtl')
    expect([...container.querySelectorAll('li')].map((item) => item.dir)).toEqual(['rtl', 'ltr'])
    expect(container.querySelector('.table-frame')?.getAttribute('dir')).toBe('rtl')
    expect(container.querySelector('code')?.dir).toBe('ltr')
  })

  it('code and formulas say nothing of it', () => {
    const items = [
      ...shown(
        '- `npm` שלום\n- $x$ שלום\n- \\(x\\) hello שלום\n- ``a ` b`` שלום\n- $20 לחודש\n- \\$20 לחודש\n- $5 שלום $6 hello'
      ).querySelectorAll('li')
    ]
    expect(items.map((item) => item.dir)).toEqual(['rtl', 'rtl', 'ltr', 'rtl', 'rtl', 'rtl', 'rtl'])
  })

  it('a very long paragraph has it by its first letter, as the browser would find it', () => {
    const long = 'word '.repeat(2_000)
    expect(textsOf('`npm` שלום', 'p[dir=auto]')).toHaveLength(1)
    expect(textsOf(`\`npm\` שלום ${long}`, 'p[dir=rtl]')).toHaveLength(1)
    expect(textsOf(`\`npm\` שלום ${long}`, 'p[dir=rtl]', false)).toHaveLength(1)
    expect(textsOf(long, 'p[dir=ltr]')).toHaveLength(1)
  })
})

it('a very long paragraph stands in parts, and keeps all its elements while it grows', () => {
  const text = Array.from({ length: 4_000 }, (_, place) => `*word* ${place}${place % 20 === 0 ? '\n' : ' '}`).join('')
  const { container, rerender } = render(<MarkdownText text={text.slice(0, 3_000)} isDone={false} isAtOnce />)
  const before = [...container.querySelectorAll('em')]
  rerender(<MarkdownText text={text} isDone isAtOnce />)
  expect(container.querySelectorAll('p')).toHaveLength(1)
  expect(container.querySelectorAll('.prose-part').length).toBeGreaterThan(1)
  // The last one was not whole.
  expect(before.slice(0, -1).every((element) => element.isConnected)).toBe(true)
  expect(container.textContent).toBe(text.replaceAll('*', '').trimEnd())
})

describe('what is seen while it is written', () => {
  it('a table from its first line on', () => {
    expect(textsOf('Text\n| a | b', 'th', false)).toEqual(['a', 'b'])
    expect(textsOf('| a | b |\n|--', 'th', false)).toEqual(['a', 'b'])
    expect(textsOf('| a | b |\nno table', 'p', false)).toEqual(['| a | b |\nno table'])
  })

  it('nothing of a line that may become anything, until it is that or the reply has ended', () => {
    for (const signs of ['-', '1.', '#', '> -', '|', '==', '``', '[^1]:']) expect(shown(`Text\n\n${signs}`, false).textContent).toBe('Text')
    expect(shown('Text\n\n1.').textContent).toBe('Text')
    expect(shown('Text\n\n#tag').textContent).toBe('Text#tag')
    expect(shown('2024').textContent).toBe('2024')
  })

  it('no language before its name is whole', () => {
    expect(shown('```py', false).querySelector('pre')?.getAttribute('data-language') ?? '').toBe('')
  })

  it('the caret behind the newest words', () => {
    const { container } = render(<MarkdownText text={'- one\n- two **three'} isDone={false} hasCaret />)
    expect(container.querySelectorAll('.caret')).toHaveLength(1)
    expect(within(container).getByText('three').closest('li')?.querySelector('.caret')).not.toBeNull()
  })
})

it('tasks have a box with a name', () => {
  shown('- [x] one\n- [ ] two')
  expect(screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'))).toEqual(['Done', 'Not done'])
})

it('headings stand below the names of the messages', () => {
  expect(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => textsOf('# one\n## two\n#### four\n###### six', name).length)).toEqual([
    0, 0, 1, 1, 0, 2
  ])
})

it('a long answer is read once it is opened, and is whole after a few frames', async () => {
  const text = answer('mixed', 4_000).join('')
  const container = shown(text)
  const tables = text.match(/^\|---\|--:\|$/gm)?.length
  await waitFor(() => expect(container.querySelectorAll('table').length).toBe(tables))
})
