import type { ListMarker } from './frame'
import type { LineCursor } from './lineCursor'

const BULLET = /^[-+*](?=[ \t]|$)/
const NUMBER = /^(\d{1,9})([.)])(?=[ \t]|$)/
/** With more space than this before it, the text of an item is indented code. Columns. */
const MOST_SPACE = 4

export interface ItemStart {
  marker: ListMarker
  width: number
}

/** Reads the marker of a list item. Only a list that begins with 1 and an item that is not empty end a paragraph. */
export function itemStart(line: LineCursor, isInParagraph: boolean): ItemStart | null {
  const { rest, indent } = line
  const number = NUMBER.exec(rest)
  const sign = number?.[0] ?? BULLET.exec(rest)?.[0]
  if (sign === undefined) return null
  const isEmpty = rest.slice(sign.length).trim() === ''
  if (isInParagraph && (isEmpty || (number !== null && Number(number[1]) !== 1))) return null
  line.skipSpace()
  line.skip(sign.length)
  const space = line.indent
  const isPadding = !isEmpty && space <= MOST_SPACE
  if (isPadding) line.skipColumns(space)
  else if (line.isAtSpace) line.skipColumns(1)
  const marker = { isOrdered: number !== null, start: Number(number?.[1] ?? 1), sign: number?.[2] ?? sign }
  return { marker, width: indent + sign.length + (isPadding ? space : 1) }
}
