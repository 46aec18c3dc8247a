import type { MessageId } from '../../../../shared/domain/ids'
import type { ReadingPlace } from '../../../../shared/domain/readingPlace'
import { PAGE, type Edges } from './rowWindow'

/** The next page is made ready before the person comes to the edge. CSS pixels. */
const AHEAD = 3000
/** What is farther away than this is not needed soon. More than AHEAD and a page, so that a page does not come and go. */
const FAR = 8000

/** The mounted rows in their order, without those that are only kept for a selection. */
const rowsOf = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>(':scope > [data-message-id]:not(.parked)')]

export const rowOf = (column: Element, id: MessageId): HTMLElement | null =>
  column.querySelector(`:scope > [data-message-id="${id}"]:not(.parked)`)

export const offsetOf = (scroller: Element, row: Element): number => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top

/** The first row of which something is in view, and where it begins. */
export function placeInView(scroller: Element, column: Element): ReadingPlace | null {
  const top = scroller.getBoundingClientRect().top
  for (const row of rowsOf(column)) {
    const rect = row.getBoundingClientRect()
    if (rect.bottom > top && row.dataset.messageId !== undefined) return { messageId: row.dataset.messageId, offset: rect.top - top }
  }
  return null
}

/** The view is about to come to rows that are not mounted: they are needed before the next frame. */
export function isAtEdge(scroller: Element, column: Element, rows: { hasAbove: boolean; hasBelow: boolean }): boolean {
  const view = scroller.getBoundingClientRect()
  const { top, bottom } = column.getBoundingClientRect()
  return (rows.hasAbove && view.top - top < view.height) || (rows.hasBelow && bottom - view.bottom < view.height)
}

export function edgesOf(scroller: Element, column: Element): Edges {
  const view = scroller.getBoundingClientRect()
  const rows = rowsOf(column)
  const above = -offsetOf(scroller, column)
  const below = column.getBoundingClientRect().bottom - view.bottom
  const [pageEnd, pageStart] = [rows[PAGE - 1], rows.at(-PAGE)]
  return {
    isTopNear: above < AHEAD,
    isEndNear: below < AHEAD,
    isFirstPageFar: pageEnd !== undefined && view.top - pageEnd.getBoundingClientRect().bottom > FAR,
    isLastPageFar: pageStart !== undefined && pageStart.getBoundingClientRect().top - view.bottom > FAR
  }
}
