// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { MarkdownText } from './MarkdownText'
import { beginnings, someCuts } from './testing/someMarkdown'

const numRuns = process.env.HEARTH_FAULTS === 'full' ? 1_000 : 60
afterEach(cleanup)

const word = fc.constantFrom('one', 'two', 'three', 'four', 'five')
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const inline = fc.oneof(
  words,
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `***${text}***`),
  words.map((text) => `_${text}_`),
  words.map((text) => `~~${text}~~`),
  words.map((text) => `\`${text}\``),
  words.map((text) => `**${text} \`code\` *more***`),
  words.map((text) => `[${text}](https://example.com/a_b*c)`),
  words.map((text) => `[**${text}**](https://example.com)`),
  fc.constant('[^1]'),
  fc.constant('&amp;')
)
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((all) => `${all.join(' ')}.`)
const block = fc.oneof(
  line,
  line.map((text) => `## ${text}`),
  line.map((text) => `> ${text}`),
  line.map((text) => `> - ${text}`),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.map((text) => `- ${text}`).join('\n')),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((lines) => lines.map((text, index) => `${index + 1}. ${text}\n   * ${text}`).join('\n')),
  line.map((text) => `- [ ] ${text}\n- [x] ${text}`),
  fc.tuple(words, words).map(([one, two]) => `| ${one} | **${two}** |\n|:---|---:|\n| ${two} | ${one} |`),
  words.map((text) => `\`\`\`ts\n${text}\n\`\`\``),
  words.map((text) => `~~~\n${text}\n~~~`),
  words.map((text) => `${text}\n===`),
  fc.constant('---'),
  fc.constant('***')
)
const documents = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => `${blocks.join('\n\n')}\n\n[^1]: A note.\n`)

/** Every sign that means something in Markdown and that none of the finished pictures has. */
const SIGNS = /[*_~`#>|[\]=\\-]|\(https?:|\d\.\s|&amp;/

it('invariant: no sign of Markdown is shown that is gone when its other half has come', () => {
  fc.assert(
    fc.property(documents, someCuts, (text, cuts) => {
      const view = render(<MarkdownText text="" isDone={false} />)
      for (const beginning of beginnings(text, cuts)) {
        act(() => view.rerender(<MarkdownText text={beginning} isDone={false} />))
        expect(view.container.textContent, JSON.stringify(beginning)).not.toMatch(SIGNS)
      }
      view.unmount()
    }),
    { seed: 4, numRuns }
  )
}, 600_000)

it.each([
  'It costs $20/month and you can cancel at any time, or $200/year, $5-$10, $3.50/lb, ($7), -$5 and $1,234.56.',
  'The plan costs $20 per month for the my_plan tier and more words.',
  'Set `$HOME/bin` and `echo $PATH_X = 1` in the my_shell file, then $HOME is a variable_name.',
  'It takes ~5 GB/~10 GB in ~/path/to and more.',
  'See https://example.com/foo_bar(baz)_qux/*a and www.example.com/_next, then **bold** text and **https://example.com** too.',
  'Here is \\*not italic\\* and more.',
  'The best $x^*$ and $V^*(s)$ are $x^{2}_i$ and \\(y^*\\) and \\(z\\) for all that follows.',
  'Solve \\[ y_1 = 1 \\] and \\(x\\), then go on with words that are no formula.',
  '1. Steps that go **on and\n   on** for long\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |'
])('what stands there stays while more comes: %s', (text) => {
  const whole = render(<MarkdownText text={text} isDone />).container.textContent ?? ''
  const view = render(<MarkdownText text="" isDone={false} />)
  for (let at = 1; at <= text.length; at++) {
    act(() => view.rerender(<MarkdownText text={text.slice(0, at)} isDone={false} />))
    // Formulas that are not closed have the space before their end.
    const shown = (view.container.textContent ?? '').trimEnd()
    expect(whole.startsWith(shown) ? shown : whole, JSON.stringify(text.slice(0, at))).toBe(shown)
  }
})
