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

const FEWEST_ROWS = 4
/** Of them stand above the row that a window is built around. */
const ROWS_BEFORE = 4
export const PAGE = 10
const MOST_ROWS = 150

export const endOf = ({ end }: RowWindow, rows: number): number => (end === null ? rows : Math.min(end, rows))

/** A branch may have become shorter. */
export const firstOf = ({ first }: RowWindow, rows: number): number => Math.min(first, Math.max(0, rows - FEWEST_ROWS))

const windowOf = (first: number, end: number, rows: number): RowWindow => ({ first, end: end >= rows ? null : end })

/** A view and how high each row is at least. CSS pixels. */
export interface ViewOfRows {
  readonly height: number
  readonly leastHeightOf: (row: number) => number
}

/** The last rows that fill the view; more come once they are painted. */
export function windowAtEnd(rows: number, view: ViewOfRows): RowWindow {
  let first = rows
  for (let height = 0; first > 0 && (rows - first < FEWEST_ROWS || height < view.height); height += view.leastHeightOf(first)) first--
  return windowOf(first, rows, rows)
}

/** As `windowAtEnd`, where `row` stands at the top of the view or above it: how much of it is in view is not known. */
export function windowAround(row: number, rows: number, view: ViewOfRows): RowWindow {
  const first = Math.max(0, row - ROWS_BEFORE)
  let end = row
  for (let height = 0; end < rows && (end - row < FEWEST_ROWS || height < view.height); end++) {
    if (end !== row) height += view.leastHeightOf(end)
  }
  return windowOf(end < rows ? first : Math.min(first, windowAtEnd(rows, view).first), end, rows)
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
