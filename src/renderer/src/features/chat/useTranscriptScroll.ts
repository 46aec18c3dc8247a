import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ConversationId, MessageId } from '../../../../shared/domain/ids'
import type { Message } from '../../../../shared/domain/message'
import type { ReadingPlace } from '../../../../shared/domain/readingPlace'
import { placeStore } from '../../state/placeStore'
import { usePreferencesStore } from '../../state/preferencesStore'
import { isPinnedAfter, NEAR } from './followRule'
import { settleView, type HeldView } from './heldView'
import { leastHeight } from './leastHeight'
import { roomBelow } from './questionRoom'
import { edgesOf, isAtEdge, placeInView } from './rowsInView'
import { endOf, firstOf, nextWindow, windowAround, windowAtEnd, type RowWindow, type ViewOfRows } from './rowWindow'
import { useViewMoves } from './useViewMoves'

/** A reply was asked for. `isTurn`: earlier, and its turn has come now. */
export interface Sent {
  readonly questionId: MessageId | undefined
  readonly isTurn: boolean
}

interface TranscriptScroll {
  scrollerRef: RefObject<HTMLDivElement | null>
  columnRef: RefObject<HTMLDivElement | null>
  /** The room below the column. */
  roomRef: RefObject<HTMLDivElement | null>
  /** The mounted rows: from `first` up to, and without, `end`. */
  first: number
  end: number
  /** To be called before the mounted rows change. */
  beforeRows: () => void
  /** There is text below the view, and the end is not followed. */
  isBelow: boolean
  toEnd: (behavior: ScrollBehavior) => void
  /** To what was just asked, as the setting says. */
  toSent: (sent: Sent) => void
  toStart: () => void
}

/** So far below the top of the view a question stands that was moved there. CSS pixels. */
const QUESTION_TOP = 16

const isBelowView = (scroller: Element, column: Element): boolean =>
  column.getBoundingClientRect().bottom > scroller.getBoundingClientRect().bottom + NEAR

/** Scrolled up from `top`, and not for lack of content. */
const isAbove = ({ scrollTop, scrollHeight, clientHeight }: Element, top: number): boolean =>
  scrollTop < top - 1 && scrollHeight - clientHeight - scrollTop > NEAR

/** The view is no higher than the window. */
const viewOf = (branch: readonly Message[]): ViewOfRows => ({
  height: innerHeight,
  leastHeightOf: (row) => (branch[row] ? leastHeight(branch[row]) : 0)
})

/** How a transcript is first shown: where it was left, else at its end. */
function opening(conversationId: ConversationId, branch: readonly Message[]): { held: HeldView; window: RowWindow } {
  const place = placeStore.read(conversationId)
  const row = place ? branch.findIndex(({ id }) => id === place.messageId) : -1
  return place && row >= 0
    ? { held: place, window: windowAround(row, branch.length, viewOf(branch)) }
    : { held: 'end', window: windowAtEnd(branch.length, viewOf(branch)) }
}

function placeOf(held: HeldView, seen: ReadingPlace | null): ReadingPlace | null {
  if (held === 'end') return null
  return held === 'start' || held === null ? seen : held
}

/** Which rows are mounted and what of them is in view. It alone writes `scrollTop`. `branch`: the whole of it. */
export function useTranscriptScroll(conversationId: ConversationId, branch: readonly Message[]): TranscriptScroll {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const columnRef = useRef<HTMLDivElement>(null)
  const roomRef = useRef<HTMLDivElement>(null)
  const [opened] = useState(() => opening(conversationId, branch))
  const [mounted, setMounted] = useState(opened.window)
  const [isPinned, setIsPinned] = useState(opened.held === 'end')
  const [isEndBelow, setIsEndBelow] = useState(false)
  const held = useRef<HeldView>(opened.held)
  const seen = useRef<ReadingPlace | null>(null)
  /** `scrollTop` after what was written or heard of last. CSS pixels. */
  const known = useRef(0)
  /** The question that has room to stand at the top, however short its reply is. */
  const topQuestion = useRef<MessageId | null>(null)
  /** The end is gone to and not followed. */
  const isEndOnce = useRef(false)
  const rows = branch.length
  const first = firstOf(mounted, rows)
  const end = endOf(mounted, rows)

  const settle = useCallback((at: HeldView) => {
    const [scroller, column] = [scrollerRef.current, columnRef.current]
    if (!scroller || !column) return
    if (roomRef.current) roomRef.current.style.blockSize = `${roomBelow(scroller, column, topQuestion.current)}px`
    settleView(scroller, column, at)
    known.current = scroller.scrollTop
    setIsEndBelow(isBelowView(scroller, column))
  }, [])

  const hold = useCallback((at: HeldView) => {
    held.current = at
    setIsPinned(at === 'end')
  }, [])

  /** The window whose next step is on its way. */
  const asked = useRef<RowWindow | null>(null)
  const look = useCallback(() => {
    const [scroller, column] = [scrollerRef.current, columnRef.current]
    if (!scroller || !column || scroller.clientHeight === 0) return
    const isUrgent = isAtEdge(scroller, column, { hasAbove: first > 0, hasBelow: end < rows })
    // What was measured holds for one step: more of them would come all at once, and the one that is on its way would begin anew each time.
    if (asked.current === mounted && !isUrgent) return
    const next = nextWindow(mounted, rows, edgesOf(scroller, column))
    if (next === mounted) return
    asked.current = isUrgent ? null : mounted
    // A step that was on its way is applied before the urgent ones that overtook it: they do not depend on it, and it gives way.
    if (isUrgent) setMounted(next)
    else startTransition(() => setMounted((now) => (now === mounted ? next : now)))
  }, [mounted, rows, first, end])

  const toEnd = useCallback(
    (behavior: ScrollBehavior) => {
      hold('end')
      const isMounted = endOf(mounted, rows) === rows
      if (!isMounted) setMounted(windowAtEnd(rows, viewOf(branch)))
      const scroller = scrollerRef.current
      scroller?.scrollTo({ top: scroller.scrollHeight, behavior: isMounted ? behavior : 'instant' })
    },
    [hold, mounted, rows, branch]
  )

  const holdHere = useCallback(() => {
    if (scrollerRef.current && columnRef.current) hold(placeInView(scrollerRef.current, columnRef.current))
  }, [hold])

  const toSent = useCallback(
    ({ questionId, isTurn }: Sent) => {
      const { follow } = usePreferencesStore.getState().preferences
      // A turn that comes later moves only a view that the person has not moved.
      if (isTurn && (follow !== 'questionToTop' || held.current === null)) return
      topQuestion.current = (follow === 'questionToTop' && questionId) || null
      if (topQuestion.current === null) {
        toEnd('instant')
        if (follow === 'stay' && end === rows) holdHere()
        else isEndOnce.current = follow === 'stay'
      } else {
        hold({ messageId: topQuestion.current, offset: QUESTION_TOP })
        setMounted((known) => (endOf(known, rows) === rows ? known : windowAtEnd(rows, viewOf(branch))))
        settle(held.current)
      }
    },
    [toEnd, hold, holdHere, end, rows, branch, settle]
  )

  const toStart = useCallback(() => {
    hold('start')
    setMounted((known) => (firstOf(known, rows) === 0 ? known : windowAround(0, rows, viewOf(branch))))
    settle('start')
  }, [hold, settle, rows, branch])

  // Rows that came or went above the view must not move what is in it. The browser sees to that where nothing is held, but not at the start:
  // it knows of what the wheel still does when its animation has not ended, which a script that writes the place would cut short.
  const inViewBefore = useRef<ReadingPlace | null>(null)
  const beforeRows = useCallback(() => {
    const [scroller, column] = [scrollerRef.current, columnRef.current]
    // A program may scroll too, such as a reader of the screen. Its event may come only after these rows.
    if (scroller && held.current === 'end' && isAbove(scroller, known.current)) hold(null)
    inViewBefore.current = held.current === null && scroller && column && scroller.scrollTop < 1 ? placeInView(scroller, column) : null
  }, [hold])
  useLayoutEffect(() => settle(held.current ?? inViewBefore.current), [first, end, settle])
  useEffect(() => {
    if (isEndOnce.current && held.current === 'end' && end === rows) holdHere()
    isEndOnce.current = false
  })
  useKeptFocus(scrollerRef, columnRef, `${first} ${end}`)

  useEffect(() => {
    const frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [look])

  useViewMoves(scrollerRef, columnRef, {
    onMove: (move) => {
      // What is held at a place is let go by the person alone, not by the scrolling that holds it there.
      const isHeldAtPlace = held.current !== 'end' && held.current !== null
      if (move.kind === 'scrolled' && isHeldAtPlace) return
      const isNowPinned = isPinnedAfter(held.current === 'end', move) && (move.kind !== 'scrolled' || end === rows)
      if (isNowPinned !== (held.current === 'end')) hold(isNowPinned ? 'end' : null)
    },
    onTouched: () => {
      if (held.current !== 'end') held.current = null
    },
    onScrolled: (scroller, column) => {
      known.current = scroller.scrollTop
      seen.current = placeInView(scroller, column)
      setIsEndBelow(isBelowView(scroller, column))
      placeStore.keep(conversationId, placeOf(held.current, seen.current))
      look()
    },
    onResized: () => settle(held.current)
  })

  return { scrollerRef, columnRef, roomRef, first, end, beforeRows, isBelow: isEndBelow && !isPinned, toEnd, toStart, toSent }
}

/** When the row that has the focus goes, the transcript takes it: focus that fell to the page would be lost to the keyboard. */
function useKeptFocus(scrollerRef: RefObject<HTMLElement | null>, columnRef: RefObject<HTMLElement | null>, shown: string): void {
  const hadFocus = useRef(false)
  useEffect(() => {
    const look = (): void => {
      const active = document.activeElement
      hadFocus.current = active !== null && active !== document.body && columnRef.current?.contains(active) === true
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [columnRef])
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) scrollerRef.current?.focus({ preventScroll: true })
  }, [scrollerRef, shown])
}
