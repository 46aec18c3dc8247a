import type { Block } from '../parser/block'

const FIRST_LETTER = /\p{L}/u
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * The direction of what holds other blocks, by the first letter in it. The browser's own `dir="auto"` does not look into blocks that have a
 * direction of their own.
 */
export function directionOf(blocks: readonly (Block | undefined)[]): 'ltr' | 'rtl' {
  const letter = FIRST_LETTER.exec(blocks.map((block) => block && firstText(block)).find(Boolean) ?? '')
  return letter && RIGHT_TO_LEFT.test(letter[0]) ? 'rtl' : 'ltr'
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
