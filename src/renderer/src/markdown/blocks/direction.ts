import type { Token } from 'marked'
import { textDirection } from '../../../../shared/domain/textDirection'
import { lexInline, noReferences } from '../inline/inlineLexer'
import type { Block, Prose } from '../parser/block'

/** So far a text is read to find its direction. Characters. */
const BEGINNING = 500
const LETTER = /\p{L}/u
/** A paragraph of more segments is a long one. */
const MANY_SEGMENTS = 8

/**
 * The direction of what holds other blocks, by the first letter in it. The browser's own `dir="auto"` does not look into blocks that have a
 * direction of their own.
 */
export function directionOf(blocks: readonly (Block | undefined)[]): 'ltr' | 'rtl' {
  return sourceDirection(blocks.map((block) => block && firstText(block)).find(Boolean) ?? '')
}

/** Code and formulas run left to right in every text, and say nothing of its direction. */
function sourceDirection(source: string): 'ltr' | 'rtl' {
  const beginning = source.slice(0, BEGINNING)
  if (!/[`$\\]/.test(beginning)) return textDirection(source)
  const text = wordsOf(lexInline(beginning, noReferences))
  return textDirection(LETTER.test(text) ? text : source)
}

const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => {
      if (token.type === 'codespan' || token.type === 'formula') return ''
      return 'tokens' in token && token.tokens ? wordsOf(token.tokens) : token.raw
    })
    .join('')

/**
 * The direction of a paragraph. The browser finds it by itself, but looks through the whole paragraph for each element that comes to it: with
 * tens of thousands it would stand still for seconds.
 */
export function proseDirection({ segments }: Prose): 'auto' | 'ltr' | 'rtl' {
  return segments.length > MANY_SEGMENTS ? sourceDirection(segments[0] ?? '') : 'auto'
}

function firstText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.prose.segments[0] ?? ''
    case 'quote':
      return firstOf(block.blocks[0])
    case 'list':
      return firstOf(block.items[0]?.[0]?.blocks[0])
    case 'table':
      return block.header.cells.map(({ segments }) => segments[0]).join(' ')
    case 'code':
    case 'formula':
    case 'markup':
    case 'plain':
    case 'rule':
      return ''
  }
}

const firstOf = (blocks: readonly Block[] | undefined): string => blocks?.map(firstText).find((text) => text !== '') ?? ''
