import { Lexer, type Token } from 'marked'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { healInline } from '../inline/healInline'
import { lexInline, noReferences } from '../inline/inlineLexer'
import { answer, shapes, type Shape } from '../testing/answers'
import type { Block, Prose } from './block'
import { StreamParser } from './StreamParser'
import type * as lines from './takeLine'

const read = vi.hoisted(() => ({ characters: 0 }))
vi.mock('./takeLine', async (original) => {
  const { takeLine, ...rest } = await original<typeof lines>()
  const counting = (...all: Parameters<typeof takeLine>): void => {
    read.characters += all[1].text.length
    takeLine(...all)
  }
  return { ...rest, takeLine: counting }
})

beforeAll(() => {
  const inlineTokens: (this: Lexer, source: string, tokens?: Token[]) => Token[] = Reflect.get(Lexer.prototype, 'inlineTokens')
  let depth = 0
  vi.spyOn(Lexer.prototype, 'inlineTokens').mockImplementation(function (this: Lexer, source, tokens) {
    if (depth++ === 0) read.characters += source.length
    try {
      return inlineTokens.call(this, source, tokens)
    } finally {
      depth--
    }
  })
})

/** The text that is read anew for the screen: what is open. */
function openProse(block: Block | undefined): Prose[] {
  switch (block?.kind) {
    case 'paragraph':
    case 'heading':
      return block.prose.isOpen ? [block.prose] : []
    case 'quote':
      return openProse(block.blocks.at(-1)?.at(-1))
    case 'list':
      return openProse(block.items.at(-1)?.at(-1)?.blocks.at(-1)?.at(-1))
    case 'table':
      return (block.rows.at(-1)?.at(-1) ?? block.header).cells.filter(({ isOpen }) => isOpen)
    case 'code':
    case 'formula':
    case 'markup':
    case 'plain':
    case 'rule':
    case undefined:
      return []
  }
}

interface Cost {
  mean: number
  max: number
}

/** What updates of three tokens cost at the end of an answer of so many tokens. Characters. */
function costAt(shape: Shape, count: number): Cost {
  const updates = 600
  const tokens = answer(shape, count)
  const parser = new StreamParser()
  const costs: number[] = []
  let text = tokens.slice(0, -3 * updates).join('')
  parser.push(text, false)
  for (let at = tokens.length - 3 * updates; at < tokens.length; at += 3) {
    text += tokens.slice(at, at + 3).join('')
    read.characters = 0
    const { blocks } = parser.push(text, false)
    for (const { segments } of openProse(blocks.at(-1)?.at(-1))) lexInline(healInline(segments.at(-1) ?? '').source, noReferences)
    costs.push(read.characters)
  }
  return { mean: costs.reduce((sum, cost) => sum + cost, 0) / updates, max: Math.max(...costs) }
}

describe.each(shapes)('what is read for an update: %s', (shape) => {
  it('stays small, however long the answer is', () => {
    const short = costAt(shape, 2_000)
    // A single line is plain text from 20,000 characters on, which are about 4,000 tokens.
    const long = costAt(shape, shape === 'one line' ? 3_500 : 32_000)
    if (process.env.HEARTH_PRINT) console.log(shape, short, long)
    for (const { mean, max } of [short, long]) {
      expect(mean).toBeLessThanOrEqual(1_000)
      expect(max).toBeLessThanOrEqual(4_000)
    }
    // An update that reads less than a segment of 500 characters depends on where in it the text happens to end.
    expect(long.mean / Math.max(short.mean, 500)).toBeLessThanOrEqual(1.1)
  })
})
