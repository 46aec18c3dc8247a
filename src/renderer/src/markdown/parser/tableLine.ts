import type { Prose, TableRow } from './block'
import { appended } from './chunks'
import type { TableFrame } from './frame'
import type { LineCursor } from './lineCursor'
import type { Opening } from './opening'
import { cellsOf, delimiterRow, fitted } from './tableRow'

const MOST_CELLS = 5_000

/** The table that a delimiter row begins under its header; null where the line is none, or has other columns. */
export function tableFrame(header: string, line: LineCursor, opening: Opening): TableFrame | null {
  const alignments = delimiterRow(line.rest)
  const cells = cellsOf(header)
  if (!alignments || cells.length !== alignments.length) return null
  const from = Math.max(0, line.start - header.length - 1)
  const row = { cells: cells.map((cell) => opening.cutter.cut(cell, false)), from, to: line.end }
  return { kind: 'table', alignments, header: row, rows: [], count: cells.length, from }
}

/** Adds a row; false where the table has as many cells as are shown. */
export function addRow(frame: TableFrame, line: LineCursor, opening: Opening): boolean {
  const columns = frame.alignments.length
  if (frame.count + columns > MOST_CELLS) return false
  frame.count += columns
  frame.rows = appended(frame.rows, rowOf(line, columns, opening))
  return true
}

function rowOf(line: LineCursor, columns: number, { cutter, isOpenLine }: Opening): TableRow {
  const cells = cellsOf(line.rest)
  const prose = fitted(cells, columns).map((cell, index): Prose => cutter.cut(cell, isOpenLine && index === cells.length - 1))
  return { cells: prose, from: line.position, to: line.end }
}
