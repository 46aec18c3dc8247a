import { textDirection } from '../../../../shared/domain/textDirection'
import type { Block, Prose } from '../parser/block'

/** Code and formulas that are closed: they run left to right in every text, and say nothing of its direction. */
const WITHOUT_DIRECTION = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)|\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)|\\\([^]+?\\\)|\\\[[^]+?\\\]/g
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

function sourceDirection(source: string): 'ltr' | 'rtl' {
  const text = source.replace(WITHOUT_DIRECTION, '')
  return textDirection(LETTER.test(text) ? text : source)
}

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
