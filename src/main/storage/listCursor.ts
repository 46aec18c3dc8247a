import type { ListCursor } from '../core/conversations/conversationIndex'

/** What the list is sorted by. `updatedAt` as it is stored: a damaged one may be beyond what a number of JavaScript can hold. */
export interface ListPlace {
  updatedAt: bigint
  id: string
}

/** The place right after a row of the list. */
export const cursorAfter = ({ updatedAt, id }: ListPlace): ListCursor => `${updatedAt}/${id}`

export function readCursor(cursor: ListCursor): ListPlace {
  const [, updatedAt, id] = /^(-?\d{1,19})\/(.*)$/su.exec(cursor) ?? []
  if (updatedAt === undefined || id === undefined) throw new Error('Not a cursor of the list')
  return { updatedAt: BigInt.asIntN(64, BigInt(updatedAt)), id } // SQLite's integers have 64 bits
}
