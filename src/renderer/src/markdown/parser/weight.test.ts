import { describe, expect, it } from 'vitest'
import { answer, shapes } from '../testing/answers'
import type { MarkdownDocument } from './block'
import { StreamParser } from './StreamParser'
import { weightOf, weightOfCode } from './weight'

const LIMIT = 50_000
const read = (text: string, pieces: number): MarkdownDocument => {
  const parser = new StreamParser()
  for (let piece = 1; piece < pieces; piece++) parser.push(text.slice(0, Math.floor((text.length * piece) / pieces)), false)
  return parser.push(text, true)
}
const lastBlock = ({ blocks }: MarkdownDocument) => blocks.at(-1)?.at(-1)

it('a line weighs one and its signs, a formula as much as it has letters, code by its length', () => {
  expect(weightOf('plain words')).toBe(1)
  expect(weightOf('*one* `two`')).toBe(5)
  expect(weightOf('| a | b |')).toBe(4)
  expect(weightOf('[a](b)'), 'a link has several elements').toBeGreaterThan(6)
  expect(weightOf(`$${'x'.repeat(100)}$`)).toBeGreaterThan(100)
  expect(weightOf(`\\(${'x'.repeat(100)}\\)`)).toBeGreaterThan(100)
  expect(weightOfCode('x'.repeat(400))).toBe(101)
})

describe('a message that weighs more than a page can hold', () => {
  it.each([
    ['items', '- a\n'],
    ['paragraphs', 'a\n\n'],
    ['emphasis', `${'*a* '.repeat(400)}\n`],
    ['tables', '|a|b|\n|-|-|\n|1|2|\n\n'],
    ['formulas', `${'$x$ '.repeat(400)}\n`],
    ['quotes in items', '- > a\n']
  ])('is plain text from there on, and loses nothing: %s', (_name, unit) => {
    const text = unit.repeat(Math.floor(400_000 / unit.length))
    const whole = read(text, 1)
    const rest = lastBlock(whole)
    expect(rest).toMatchObject({ kind: 'plain', limit: 'weight' })
    const before = text.slice(0, rest?.from)
    const weight = before.split('\n').reduce((sum, line) => sum + weightOf(line), 0)
    expect(weight).toBeLessThan(LIMIT + 2 * weightOf(unit) + 10)
    expect(rest?.kind === 'plain' && text.endsWith(rest.source)).toBe(true)
    expect(read(text, 7), 'in pieces').toEqual(whole)
  })

  it('is plain inside and outside of code that is open', () => {
    const text = `\`\`\`js\n${'const a = 1\n'.repeat(20_000)}\`\`\`\n\nAfter`
    expect(lastBlock(read(text, 1))).toMatchObject({ kind: 'plain', limit: 'weight' })
    expect(read(text, 5)).toEqual(read(text, 1))
  })
})

it.each(shapes)('an answer as long as a context of 32,000 tokens stays Markdown: %s', (shape) => {
  const { blocks } = read(answer(shape, 32_000).join(''), 1)
  expect(blocks.flat().filter((block) => block.kind === 'plain' && block.limit === 'weight')).toEqual([])
})
