import { createElement, memo, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import type { Alignment, TableBlock, TableRow } from '../parser/block'
import { directionOf } from './direction'
import { MarkedProse } from './MarkedProse'
import { useMark } from './useMark'

/** A table, which scrolls by itself where it is wider than the text. */
export function TableView({ table }: { table: TableBlock }): ReactElement {
  return (
    <div className="table-frame" role="group" aria-label={t('markdown.table')} tabIndex={0} dir={directionOf([table])}>
      <table>
        <thead>
          <RowView row={table.header} alignments={table.alignments} tag="th" />
        </thead>
        {table.rows.length > 0 && (
          <tbody>
            {table.rows.map((rows, place) => (
              <RowChunk key={place} rows={rows} alignments={table.alignments} />
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

const RowChunk = memo(({ rows, alignments }: { rows: readonly TableRow[]; alignments: readonly Alignment[] }): ReactElement[] =>
  rows.map((row, place) => <RowView key={place} row={row} alignments={alignments} tag="td" />)
)
RowChunk.displayName = 'RowChunk'

interface RowProps {
  row: TableRow
  alignments: readonly Alignment[]
  tag: 'th' | 'td'
}

const RowView = memo(({ row, alignments, tag }: RowProps): ReactElement => {
  const isMarked = useMark(row) !== 'none'
  return (
    <tr>
      {row.cells.map((prose, place) =>
        createElement(
          tag,
          { key: place, dir: 'auto', className: classOf(alignments[place]) },
          <MarkedProse prose={prose} isMarked={isMarked} />
        )
      )}
    </tr>
  )
})
RowView.displayName = 'RowView'

const classOf = (alignment: Alignment | undefined): string | undefined => (alignment ? `aligned-${alignment}` : undefined)
