import type { Alignment } from './block'

/** What may hold a pipe that ends no cell: an escaped character, and a formula. Code holds none: a pipe in it must be escaped, too. */
const PIECE = /\\\([^\n]*?\\\)|\\[^\n]|\$(?![\s$])(?:\\[^\n]|[^$\\\n])*?(?:\\\S|[^\s$\\])\$(?!\d)|\||[^\\$|]+|[^]/gy

/** The alignments of the columns; null where the line is no delimiter row. */
export function delimiterRow(line: string): Alignment[] | null {
  if (!/[|:]/.test(line) || !/^[-:| \t]+$/.test(line)) return null
  const cells = withoutOuterPipes(line)
    .split('|')
    .map((cell) => cell.trim())
  return cells.every((cell) => /^:?-+:?$/.test(cell)) ? cells.map(alignmentOf) : null
}

function alignmentOf(cell: string): Alignment {
  const isRight = cell.endsWith(':')
  if (cell.startsWith(':')) return isRight ? 'center' : 'left'
  return isRight ? 'right' : null
}

const withoutOuterPipes = (line: string): string => line.trim().replace(/^\|/, '').replace(/\|$/, '')

export function cellsOf(line: string): string[] {
  const cells = ['']
  const trimmed = line.trim()
  const endsCell = (at: number): boolean => at > 0 || trimmed.charAt(0) !== '|'
  PIECE.lastIndex = 0
  for (const { 0: piece, index } of trimmed.matchAll(PIECE)) {
    if (piece !== '|') cells.push(`${cells.pop() ?? ''}${piece.replaceAll('\\|', '|')}`)
    else if (endsCell(index)) cells.push('')
  }
  if (cells.length > 1 && cells.at(-1) === '' && trimmed.endsWith('|')) cells.pop()
  return cells.map((cell) => cell.trim())
}

/** As many cells as there are columns: what is missing is empty, what is too much is left out. */
export const fitted = (cells: readonly string[], columns: number): string[] =>
  Array.from({ length: columns }, (_, index) => cells[index] ?? '')
