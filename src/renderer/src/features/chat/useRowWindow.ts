import { startTransition, useCallback, useEffect, useState, type RefObject } from 'react'

const ROWS = 40
const PAGE = 10
/** The next page is made ready before the person comes to the top. CSS pixels. */
const AHEAD = 3000
const MOST_ROWS = 150

/**
 * How many rows to leave out at the top, so that a long conversation opens as fast as a short one: the last 40 are there, pages of 10 are
 * put before them while the person goes up, and at the end again only the last 40 stay.
 */
export function useRowWindow(rows: number, isPinned: boolean, scrollerRef: RefObject<HTMLElement | null>): number {
  const newest = Math.max(0, rows - ROWS)
  const [wanted, setWanted] = useState(newest)
  const first = Math.min(wanted, newest)

  const look = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller || scroller.clientHeight === 0) return
    if (isPinned && rows - first > MOST_ROWS) startTransition(() => setWanted(newest))
    else if (first > 0 && scroller.scrollTop < AHEAD) {
      // At the very top the browser would not hold the place when rows come before it.
      if (scroller.scrollTop === 0) scroller.scrollTop = 1
      startTransition(() => setWanted(Math.max(0, first - PAGE)))
    }
  }, [scrollerRef, isPinned, rows, first, newest])

  useEffect(() => {
    const scroller = scrollerRef.current
    if (!scroller) return undefined
    const frame = requestAnimationFrame(look)
    scroller.addEventListener('scroll', look, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      scroller.removeEventListener('scroll', look)
    }
  }, [scrollerRef, look])

  return first
}
