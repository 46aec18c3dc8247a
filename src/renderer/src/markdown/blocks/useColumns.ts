import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { TableBlock, TableRow } from '../parser/block'

/** For CSS: each column has the same share of the table as before, and no less than its longest word needs; and the least width of all. */
interface Columns {
  template: string
  least: string
}

interface MeasuredTable {
  frame: RefObject<HTMLDivElement | null>
  /** Null until they were measured, and while nothing is laid out. */
  columns: Columns | null
  isMeasured: boolean
}

/**
 * The columns of a long table, as wide as the browser made them for its first rows. From then on a row that is added lays out itself alone:
 * a browser's own table looks at all of its cells again with every word, since each may make a column wider. The header is the
 * same object as long as it is the same table.
 */
export function useColumns(isLong: boolean, table: TableBlock): MeasuredTable {
  const { header } = table
  const frame = useRef<HTMLDivElement>(null)
  const [measured, setMeasured] = useState<{ header: TableRow; columns: Columns | null } | null>(null)
  const known = isLong && measured?.header === header ? measured : null
  useLayoutEffect(() => {
    if (!isLong || !frame.current || (known !== null && known.columns !== null)) return
    const columns = columnsOf(frame.current)
    if (known === null || columns !== null) setMeasured({ header, columns })
  }, [isLong, known, header, table]) // where nothing was laid out, it is measured with a later update of the table
  return { frame, columns: known?.columns ?? null, isMeasured: known !== null }
}

function columnsOf(frame: HTMLElement): Columns | null {
  const table = frame.querySelector('table')
  if (!table) return null
  const widths = widthsIn(table)
  const whole = sumOf(widths)
  if (whole === 0) return null
  const em = parseFloat(getComputedStyle(table).fontSize)
  table.style.inlineSize = 'min-content'
  const least = widthsIn(table).map((width) => Math.ceil((width / em) * 100) / 100)
  table.style.inlineSize = ''
  const tracks = widths.map((width, place) => `minmax(${least[place] ?? 0}em, ${((width / whole) * 100).toFixed(2)}fr)`)
  return { template: tracks.join(' '), least: `${sumOf(least).toFixed(2)}em` }
}

const widthsIn = (table: HTMLElement): number[] => [...table.querySelectorAll('th')].map((cell) => cell.getBoundingClientRect().width)

const sumOf = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0)
