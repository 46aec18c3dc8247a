import { createElement, memo, type CSSProperties, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import type { Alignment, Prose, TableBlock, TableRow } from '../parser/block'
import { directionOf } from './direction'
import { MarkedProse } from './MarkedProse'
import { useColumns } from './useColumns'
import { useMark } from './useMark'

/** Chunks of rows from which a table is long: the widths of its columns are known by then. */
const LONG = 4

/** A table, which scrolls by itself where it is wider than the text. */
export function TableView({ table }: { table: TableBlock }): ReactElement {
  const isLong = table.rows.length >= LONG
  const { frame, columns, isMeasured } = useColumns(isLong, table)
  // Measured with the same rows, whether they came one by one or all at once.
  const rows = isLong && !isMeasured ? table.rows.slice(0, LONG - 1) : table.rows
  const isFixed = columns !== null
  const style = columns ? ({ '--columns': columns.template, minInlineSize: `max(100%, ${columns.least})` } as CSSProperties) : undefined
  return (
    <div ref={frame} className="table-frame" role="group" aria-label={t('markdown.table')} tabIndex={0} dir={directionOf([table])}>
      <table className={isFixed ? 'long' : undefined} role={isFixed ? 'table' : undefined} style={style}>
        <thead role={isFixed ? 'rowgroup' : undefined}>
          <RowView row={table.header} alignments={table.alignments} tag="th" isFixed={isFixed} />
        </thead>
        {rows.map((chunk, place) => (
          <RowChunk key={place} rows={chunk} alignments={table.alignments} isFixed={isFixed} />
        ))}
      </table>
    </div>
  )
}

interface ChunkProps {
  rows: readonly TableRow[]
  alignments: readonly Alignment[]
  isFixed: boolean
}

/** The rows of a long table are no rows for the browser's layout, so they say what they are. */
const RowChunk = memo(({ rows, alignments, isFixed }: ChunkProps): ReactElement => (
  <tbody role={isFixed ? 'rowgroup' : undefined}>
    {rows.map((row, place) => (
      <RowView key={place} row={row} alignments={alignments} tag="td" isFixed={isFixed} />
    ))}
  </tbody>
))
RowChunk.displayName = 'RowChunk'

interface RowProps {
  row: TableRow
  alignments: readonly Alignment[]
  tag: 'th' | 'td'
  isFixed: boolean
}

const ROLES = { th: 'columnheader', td: 'cell' }

const RowView = memo(({ row, alignments, tag, isFixed }: RowProps): ReactElement => {
  const isMarked = useMark(row) !== 'none'
  return (
    <tr role={isFixed ? 'row' : undefined}>
      {row.cells.map((prose, place) =>
        createElement(
          tag,
          { key: place, role: isFixed ? ROLES[tag] : undefined, dir: 'auto', className: classOf(prose, alignments[place], isFixed) },
          <MarkedProse prose={prose} isMarked={isMarked} />
        )
      )}
    </tr>
  )
})
RowView.displayName = 'RowView'

/** A formula cannot be broken: where the width of its column is fixed, its cell scrolls. */
function classOf({ segments }: Prose, alignment: Alignment | undefined, isFixed: boolean): string | undefined {
  const names = [alignment && `aligned-${alignment}`, isFixed && segments.some((text) => /\$[^$]+\$|\\[([]/.test(text)) && 'with-formula']
  return names.filter(Boolean).join(' ') || undefined
}
