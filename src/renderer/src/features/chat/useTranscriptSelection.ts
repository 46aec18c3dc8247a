import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import type { Message } from '../../../../shared/domain/message'
import { copySelection } from '../../state/clipboardActions'
import { copyMessages, copyParts, type CopiedPart } from './copying/copyMessages'
import { selectedMessages, selectedParts, selectedPiece } from './copying/selectedParts'

interface TranscriptSelection {
  isAllSelected: boolean
  /** Where a selection begins and ends: these rows stay mounted. */
  keptIds: ReadonlySet<MessageId>
}

const NONE: ReadonlySet<MessageId> = new Set()

/**
 * What is selected in a conversation, of which only some rows are mounted. Select all is a state of its own: it takes every message of the
 * branch, and rows that come are selected as they come. A selection by hand keeps the rows in which it begins and ends.
 * `shown` changes with the mounted rows.
 */
export function useTranscriptSelection(
  columnRef: RefObject<HTMLElement | null>,
  branch: readonly Message[],
  shown: string
): TranscriptSelection {
  const [isAllSelected, setAllSelected] = useState(false)
  const [kept, setKept] = useState('')

  useEffect(() => {
    // Select all, however it is asked for, begins at the page itself where nothing that can be written in has the focus.
    const onSelectStart = (event: Event): void => {
      const column = columnRef.current
      if (!column || (event.target !== document.body && event.target !== document)) return
      event.preventDefault()
      selectAll(column)
      setAllSelected(true)
    }
    const onSelectionChange = (): void => {
      const column = columnRef.current
      const selection = document.getSelection()
      if (!column) return
      if (!isWhole(selection, column)) setAllSelected(false)
      setKept(selectedMessages(selection, column)?.join(' ') ?? '')
    }
    document.addEventListener('selectstart', onSelectStart)
    document.addEventListener('selectionchange', onSelectionChange)
    return () => {
      document.removeEventListener('selectstart', onSelectStart)
      document.removeEventListener('selectionchange', onSelectionChange)
    }
  }, [columnRef])

  useLayoutEffect(() => {
    if (isAllSelected && columnRef.current) selectAll(columnRef.current)
  }, [columnRef, isAllSelected, shown])

  useCopy(columnRef, branch, isAllSelected)
  return { isAllSelected, keptIds: kept === '' ? NONE : new Set(kept.split(' ')) }
}

const selectAll = (column: Element): void => document.getSelection()?.setBaseAndExtent(column, 0, column, column.childNodes.length)

const isWhole = (selection: Selection | null, column: Element): boolean =>
  selection !== null && !selection.isCollapsed && selection.anchorNode === column && selection.focusNode === column

/** What is copied from several messages says whose they are. The browser's own copy would take the colours of the page along. */
function useCopy(columnRef: RefObject<HTMLElement | null>, branch: readonly Message[], isAllSelected: boolean): void {
  const latest = useRef({ branch, isAllSelected })
  useEffect(() => {
    latest.current = { branch, isAllSelected }
  })
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const column = columnRef.current
      const selection = document.getSelection()
      if (!column || !selection || (event.target instanceof Element && event.target.matches('input, textarea'))) return
      const { branch, isAllSelected } = latest.current
      if (isAllSelected) {
        event.preventDefault()
        return void copyMessages(branch)
      }
      const ends = selectedMessages(selection, column)
      if (!ends) return
      event.preventDefault()
      const range = selection.getRangeAt(0)
      if (ends[0] === ends[1]) void copySelection(selectedPiece(range))
      else copySeveral(selectedParts(range, column, branch))
    }
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  }, [columnRef])
}

/** A selection of whole lines ends before the first word of the next message, and has nothing of that. */
function copySeveral(parts: readonly CopiedPart[]): void {
  const [first, ...others] = parts
  if (first && others.length === 0) void copySelection({ text: first.text, html: first.html })
  else void copyParts(parts)
}
