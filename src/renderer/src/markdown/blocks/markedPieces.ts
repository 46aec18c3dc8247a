import type { TextRange } from '../../../../shared/domain/replyParts'
import type { Paragraph } from '../parser/block'
import type { Marks } from './useMark'

interface Piece {
  source: string
  isMarked: boolean
}

/** A paragraph cut where its marks begin and end. */
export function markedPieces({ prose, from, to }: Paragraph, { text, ranges }: Marks): Piece[] {
  const source = prose.segments.join('')
  const raw = text.slice(from, to).trimEnd()
  const pieces: Piece[] = []
  let at = 0
  const take = (end: number, isMarked: boolean): void => {
    if (end > at) pieces.push({ source: source.slice(at, end), isMarked })
    at = Math.max(at, end)
  }
  for (const range of overlapping(ranges, from, to)) {
    take(placeIn(source, raw, range.from - from), false)
    take(placeIn(source, raw, range.to - from), true)
  }
  take(source.length, false)
  return pieces
}

const overlapping = (ranges: readonly TextRange[], from: number, to: number): readonly TextRange[] =>
  ranges.filter((range) => range.from < to && range.to > from)

/** Where a place of the written paragraph is in what is read of it: its lines begin later there, but they end at the same sign. */
function placeIn(source: string, raw: string, at: number): number {
  const lines = raw.split('\n')
  const read = source.split('\n')
  const missing = lines.length - read.length
  let start = 0
  let readStart = 0
  for (const [index, line] of lines.entries()) {
    const shown = read[index - missing] ?? ''
    const end = start + line.length
    if (at <= end) return Math.max(0, Math.min(readStart + shown.length, readStart + shown.length - (end - at)))
    start = end + 1
    if (index >= missing) readStart += shown.length + 1
  }
  return source.length
}
