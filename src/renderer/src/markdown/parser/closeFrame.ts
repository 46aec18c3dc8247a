import type { Block, ListItem } from './block'
import { appended, isEmpty, type Chunks } from './chunks'
import { takeDefinitions } from './definitions'
import { newParagraph, tipOf, type Frame, type ItemFrame, type ListFrame, type ParagraphFrame, type ParserState } from './frame'
import { paragraphBlocks, type BlockMaker } from './paragraphBlocks'
import type { ProseCutter } from './proseCutter'

/** The blocks of a frame whose children are all finished. A list has items, and a footnote stands apart: they have none. */
export function blocksOf(frame: Frame, to: number, { cutter, isOpen }: BlockMaker): readonly Block[] {
  const { from } = frame
  switch (frame.kind) {
    case 'root':
    case 'item':
    case 'footnote':
      return []
    case 'quote':
      return [{ kind: 'quote', blocks: frame.children, from, to }]
    case 'list':
      return isEmpty(frame.items) ? [] : [listBlock(frame, frame.items, to)]
    case 'paragraph':
      return paragraphBlocks(frame, to, { cutter, isOpen })
    case 'table': {
      const { alignments, header, rows } = frame
      return [{ kind: 'table', alignments, header, rows, from, to }]
    }
    case 'fence': {
      const language = frame.isInfoWhole ? (/^\S*/.exec(frame.info)?.[0] ?? '') : ''
      return [{ kind: 'code', source: frame.text.replace(/\n$/, ''), language, isOpen, from, to }]
    }
    case 'indented':
      return [{ kind: 'code', source: frame.text.replace(/\n$/, ''), language: '', isOpen, from, to }]
    case 'formula':
      return [{ kind: 'formula', source: frame.text, isOpen: true, from, to }]
    case 'markup':
      return [{ kind: 'markup', source: frame.text.replace(/\n+$/, ''), from, to }]
    case 'plain':
      return [{ kind: 'plain', source: frame.text, limit: frame.limit, from, to }]
  }
}

export const listBlock = ({ marker, isLoose, from }: ListFrame, items: Chunks<ListItem>, to: number): Block => ({
  kind: 'list',
  isOrdered: marker.isOrdered,
  start: marker.start,
  isLoose,
  items,
  from,
  to
})

export const listItem = ({ from }: ItemFrame, blocks: Chunks<Block>, to: number): ListItem => ({ blocks, from, to })

/** A formula that an empty line or the end of what it stands in leaves open is text. */
const asText = (frame: Frame): Frame => (frame.kind === 'formula' ? newParagraph(frame.raw, frame.from) : frame)

/** Closes the last open block and puts it where it belongs. */
export function closeTip(state: ParserState, cutter: ProseCutter, isEndOfText = false): void {
  const tip = tipOf(state)
  const frame = isEndOfText ? tip : asText(tip)
  state.frames.pop()
  const { end } = state
  if (frame.kind === 'footnote') {
    state.footnotes = [...state.footnotes, { label: frame.label, blocks: frame.children, from: frame.from, to: end }]
    return
  }
  if (frame.kind === 'paragraph') define(state, frame)
  const parent = tipOf(state)
  if (frame.kind === 'item') {
    if (parent.kind === 'list') parent.items = appended(parent.items, listItem(frame, frame.children, end))
    return
  }
  for (const block of blocksOf(frame, end, { cutter, isOpen: false })) addBlock(state, block)
}

/** Adds a finished block to the last open one. */
export function addBlock(state: ParserState, block: Block): void {
  const tip = tipOf(state)
  if ('children' in tip) tip.children = appended(tip.children, block)
}

function define(state: ParserState, { text }: ParagraphFrame): void {
  const { definitions } = takeDefinitions(text, false)
  if (definitions.length === 0) return
  const all = new Map(state.definitions)
  for (const { label, href } of definitions) if (!all.has(label)) all.set(label, { href })
  state.definitions = all
}
