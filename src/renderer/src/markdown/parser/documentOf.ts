import type { Block, Footnote, ListItem, MarkdownDocument } from './block'
import { appended, type Chunks } from './chunks'
import { blocksOf, listBlock, listItem } from './closeFrame'
import type { ParserState } from './frame'
import type { ProseCutter } from './proseCutter'

const joined = (chunks: Chunks<Block>, more: readonly Block[]): Chunks<Block> => more.reduce(appended, chunks)

/** What is shown of a text that may go on: all finished blocks as they are, and the open ones as they would be if nothing more came. */
export function documentOf({ frames, end, ...state }: ParserState, cutter: ProseCutter, isOpen: boolean): MarkdownDocument {
  let blocks: Chunks<Block> = []
  let footnotes = state.footnotes
  let below: readonly Block[] = []
  let item: ListItem | null = null
  for (const frame of frames.toReversed()) {
    if ('children' in frame) blocks = joined(frame.children, below)
    switch (frame.kind) {
      case 'item':
        item = listItem(frame, blocks, end)
        below = []
        break
      case 'list':
        below = [listBlock(frame, item ? appended(frame.items, item) : frame.items, end)]
        break
      case 'quote':
        below = [{ kind: 'quote', blocks, from: frame.from, to: end }]
        break
      case 'footnote': {
        const footnote: Footnote = { label: frame.label, blocks, from: frame.from, to: end }
        footnotes = [...footnotes, footnote]
        below = []
        break
      }
      case 'root':
        break
      case 'paragraph':
      case 'table':
      case 'fence':
      case 'indented':
      case 'formula':
      case 'markup':
      case 'plain':
        below = blocksOf(frame, end, { cutter, isOpen })
    }
  }
  return { blocks, definitions: state.definitions, footnotes, isOpen }
}
