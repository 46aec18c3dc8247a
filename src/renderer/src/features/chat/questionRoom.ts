import type { MessageId } from '../../../../shared/domain/ids'
import { rowOf } from './rowsInView'

/** The height that lets a row come to the top of the view although little stands below it. CSS pixels. */
export function roomBelow(scroller: Element, column: Element, rowId: MessageId | null): number {
  const row = rowId === null ? null : rowOf(column, rowId)
  if (!row) return 0
  return Math.max(0, scroller.clientHeight - (column.getBoundingClientRect().bottom - row.getBoundingClientRect().top))
}
