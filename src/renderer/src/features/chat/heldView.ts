import type { ReadingPlace } from '../../../../shared/domain/readingPlace'
import { offsetOf, rowOf } from './rowsInView'

/**
 * What a view is held at while its content changes: the end, the start, or a place. Null: nothing is held, and the browser keeps what is in
 * view where it is.
 */
export type HeldView = 'end' | 'start' | ReadingPlace | null

/** Puts the view where it is held. */
export function settleView(scroller: HTMLElement, column: HTMLElement, held: HeldView): void {
  if (held === 'end') scroller.scrollTop = scroller.scrollHeight
  else if (held === 'start') scroller.scrollTop = 0
  else if (held !== null) {
    const row = rowOf(column, held.messageId)
    const off = row ? offsetOf(scroller, row) - held.offset : 0
    if (Math.abs(off) >= 0.5) scroller.scrollTop += off
  }
}
