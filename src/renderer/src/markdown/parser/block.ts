import type { Chunks } from './chunks'

/** Where a block stands in the whole text, in UTF-16 units. */
export interface Place {
  readonly from: number
  readonly to: number
}

/** Text with inline Markdown, in segments that are read apart from each other. */
export interface Prose {
  readonly segments: readonly string[]
  /** More of it may come: what is half-written at its end is completed for the eye. */
  readonly isOpen: boolean
}

export interface Paragraph extends Place {
  readonly kind: 'paragraph'
  readonly prose: Prose
  /** Whether a task is done; null where the paragraph does not begin a task. */
  readonly task: boolean | null
}

export interface ListBlock extends Place {
  readonly kind: 'list'
  readonly isOrdered: boolean
  readonly start: number
  readonly isLoose: boolean
  readonly items: Chunks<ListItem>
}

export interface ListItem extends Place {
  readonly blocks: Chunks<Block>
}

export type Alignment = 'left' | 'center' | 'right' | null

export interface TableRow extends Place {
  readonly cells: readonly Prose[]
}

export interface TableBlock extends Place {
  readonly kind: 'table'
  readonly alignments: readonly Alignment[]
  readonly header: TableRow
  readonly rows: Chunks<TableRow>
}

/** Why a part is shown as plain text. */
export type Limit = 'message' | 'line' | 'nesting' | 'table' | 'weight'

export type Block =
  | Paragraph
  | ListBlock
  | TableBlock
  | ({ readonly kind: 'heading'; readonly level: number; readonly prose: Prose } & Place)
  | ({ readonly kind: 'code'; readonly source: string; readonly language: string; readonly isOpen: boolean } & Place)
  | ({ readonly kind: 'formula'; readonly source: string; readonly isOpen: boolean } & Place)
  | ({ readonly kind: 'quote'; readonly blocks: Chunks<Block> } & Place)
  | ({ readonly kind: 'markup'; readonly source: string } & Place)
  | ({ readonly kind: 'plain'; readonly source: string; readonly limit: Limit } & Place)
  | ({ readonly kind: 'rule' } & Place)

export interface Definition {
  readonly href: string
}

export interface Footnote extends Place {
  readonly label: string
  readonly blocks: Chunks<Block>
}

export interface MarkdownDocument {
  readonly blocks: Chunks<Block>
  /** By normalized label; of several with one label the first counts. */
  readonly definitions: ReadonlyMap<string, Definition>
  readonly footnotes: readonly Footnote[]
  /** Whether more may come, definitions too. */
  readonly isOpen: boolean
}
