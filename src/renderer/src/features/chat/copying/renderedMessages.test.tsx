// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { aConversation, aQuestion, aReply } from '../../../testing/samples'
import { richTextOfMessages } from './renderedMessages'

const question = aQuestion(aConversation('A').id, '# no <b>heading</b>')

const richTextOf = (text: string): string | undefined => richTextOfMessages([aReply(question, text)], (message) => message.text)[0]

it('is what is shown of a reply: code with its lines and without its head, boxes of tasks, tables', () => {
  expect(richTextOf('```js\nif (a) {\n  b()\n}\n```')).toBe('<pre><code>if (a) {\n  b()\n}</code></pre>')
  expect(richTextOf('- [x] Done\n- [ ] Open')).toBe('<ul><li>☑ Done</li><li>☐ Open</li></ul>')
  expect(richTextOf('| a | b |\n|--:|---|\n| 1 | **2** |')).toBe(
    '<table><thead><tr><th align="right">a</th><th>b</th></tr></thead><tbody><tr><td align="right">1</td><td><strong>2</strong></td></tr></tbody></table>'
  )
})

it('is one list also where it is long, with its own numbers and tables with all their rows', () => {
  const lines = Array.from({ length: 70 }, (_, place) => `${place + 5}. word`)
  const list = richTextOf(lines.join('\n')) ?? ''
  expect(list).toBe(`<ol start="5">${'<li>word</li>'.repeat(70)}</ol>`)
  const table = richTextOf(`| a |\n|---|\n${'| b |\n'.repeat(130)}`) ?? ''
  expect(table.match(/<td>b<\/td>/g)).toHaveLength(130)
})

it('has links that other programs may open, and the source of a formula', () => {
  expect(richTextOf('[a](https://example.org/) and $x^2$')).toBe('<p><a href="https://example.org/">a</a> and <code>x^2</code></p>')
})

it('is as it was written for a message of the person', () => {
  expect(richTextOfMessages([question], ({ text }) => text)).toEqual([
    '<div style="white-space: pre-wrap"># no &#60;b&#62;heading&#60;/b&#62;</div>'
  ])
})
