/** Which rows of a branch are mounted. `end` null: all from `first` on, whatever comes. */
export interface RowWindow {
  readonly first: number
  readonly end: number | null
}

/** What is to be seen of the rows at the edges of a window. Far and near by the distance from the view. */
export interface Edges {
  readonly isTopNear: boolean
  readonly isEndNear: boolean
  readonly isFirstPageFar: boolean
  readonly isLastPageFar: boolean
}

const ROWS = 40
export const PAGE = 10
const MOST_ROWS = 150

export const endOf = ({ end }: RowWindow, rows: number): number => (end === null ? rows : Math.min(end, rows))

/** A branch may have become shorter. */
export const firstOf = ({ first }: RowWindow, rows: number): number => Math.min(first, Math.max(0, rows - ROWS))

const windowOf = (first: number, end: number, rows: number): RowWindow => ({ first, end: end >= rows ? null : end })

export const windowAtEnd = (rows: number): RowWindow => windowOf(Math.max(0, rows - ROWS), rows, rows)

export function windowAround(row: number, rows: number): RowWindow {
  const first = Math.max(0, Math.min(row - ROWS / 2, rows - ROWS))
  return windowOf(first, first + ROWS, rows)
}

/**
 * The next step of a window towards what the person will see: a page is put before or behind it where its edge comes near, and the page
 * farthest away is dropped where there are too many. The same object where nothing is to be done.
 */
export function nextWindow(window: RowWindow, rows: number, edges: Edges): RowWindow {
  const [knownFirst, knownEnd] = [firstOf(window, rows), endOf(window, rows)]
  let first = edges.isTopNear ? Math.max(0, knownFirst - PAGE) : knownFirst
  let end = edges.isEndNear ? Math.min(rows, knownEnd + PAGE) : knownEnd
  if (end - first > MOST_ROWS) {
    if (edges.isFirstPageFar && !edges.isTopNear) first += PAGE
    else if (edges.isLastPageFar && !edges.isEndNear) end -= PAGE
  }
  return first === knownFirst && end === knownEnd ? window : windowOf(first, end, rows)
}
