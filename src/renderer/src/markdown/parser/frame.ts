import type { Alignment, Block, Definition, Footnote, Limit, ListItem, TableRow } from './block'
import type { Chunks } from './chunks'

interface Beginning {
  from: number
}

interface Parent extends Beginning {
  children: Chunks<Block>
}

export interface ListMarker {
  readonly isOrdered: boolean
  readonly start: number
  /** What an item of the same list has too: the bullet, or what stands behind the number. */
  readonly sign: string
}

export type ListFrame = { kind: 'list'; marker: ListMarker; isLoose: boolean; items: Chunks<ListItem> } & Beginning
/** `width`: of its marker with the space before and after it, in columns. */
export type ItemFrame = { kind: 'item'; width: number; startedAt: number } & Parent
type ContainerFrame =
  ({ kind: 'root' } & Parent) | ({ kind: 'quote' } & Parent) | ({ kind: 'footnote'; label: string } & Parent) | ListFrame | ItemFrame

/** `last`: its last line. To look for it in a text that has just grown is to copy all of that. */
export type ParagraphFrame = { kind: 'paragraph'; text: string; last: string; isFirstOfItem: boolean } & Beginning
export type TableFrame = {
  kind: 'table'
  alignments: readonly Alignment[]
  header: TableRow
  rows: Chunks<TableRow>
  count: number
} & Beginning
export type FenceFrame = { kind: 'fence'; sign: string; indent: number; info: string; isInfoWhole: boolean; text: string } & Beginning
export type FormulaFrame = { kind: 'formula'; opener: string; closer: string; text: string; raw: string } & Beginning
type MarkupFrame = { kind: 'markup'; end: RegExp | null; text: string } & Beginning
/** Lines that are taken as they are. */
export type LineFrame =
  | FenceFrame
  | FormulaFrame
  | MarkupFrame
  | ({ kind: 'indented'; text: string; blanks: string } & Beginning)
  | ({ kind: 'plain'; limit: Limit; text: string } & Beginning)

/** A block that is not finished. */
export type Frame = ContainerFrame | ParagraphFrame | TableFrame | LineFrame

/**
 * What is open after some lines, and what they defined.
 *
 *   root ─ list ─ item ─ quote ─ paragraph      frames[0] … frames[n]: each is the last child of the one before
 *
 * Finished blocks are in `children` of the frame above them. Everything a frame refers to is never changed, so a copy of the frames is a copy
 * of the whole state.
 */
export interface ParserState {
  frames: Frame[]
  definitions: ReadonlyMap<string, Definition>
  footnotes: readonly Footnote[]
  isLastLineBlank: boolean
  /** Of all lines that were taken: weight.ts. */
  weight: number
  /** Where the last line that was taken ends. */
  end: number
}

/** A paragraph of one line, or of what was another block. */
export const newParagraph = (text: string, from: number, isFirstOfItem = false): ParagraphFrame => ({
  kind: 'paragraph',
  text,
  last: text.slice(text.lastIndexOf('\n') + 1),
  isFirstOfItem,
  from
})

export function addLine(paragraph: ParagraphFrame, line: string): void {
  paragraph.text += `\n${line}`
  paragraph.last = line
}

export const newState = (): ParserState => ({
  frames: [{ kind: 'root', from: 0, children: [] }],
  definitions: new Map(),
  footnotes: [],
  isLastLineBlank: false,
  weight: 0,
  end: 0
})

export const copyOf = (state: ParserState): ParserState => ({ ...state, frames: state.frames.map((frame) => ({ ...frame })) })

export function tipOf({ frames }: ParserState): Frame {
  const tip = frames.at(-1)
  if (!tip) throw new Error('the root is never closed')
  return tip
}
