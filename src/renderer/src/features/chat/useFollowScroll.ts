import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface FollowScroll {
  scrollerRef: RefObject<HTMLDivElement | null>
  innerRef: RefObject<HTMLDivElement | null>
  isPinned: boolean
  /** Goes to the end and stays there. */
  jump: (behavior: ScrollBehavior) => void
}

/** Nearer to the end than this counts as being there. CSS pixels. */
const NEAR = 24
const KEYS_UP = new Set(['PageUp', 'Home', 'ArrowUp'])

/**
 * Keeps the end in view while it grows, as long as the person has not gone up. Scrolling up ends it at once;
 * coming back to the end, or `jump`, starts it again. This hook alone writes `scrollTop`.
 */
export function useFollowScroll(): FollowScroll {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const innerRef = useRef<HTMLDivElement>(null)
  const pinned = useRef(true)
  const [isPinned, setIsPinned] = useState(true)

  const pin = useCallback((value: boolean): void => {
    pinned.current = value
    setIsPinned(value)
  }, [])

  const jump = useCallback(
    (behavior: ScrollBehavior): void => {
      pin(true)
      const scroller = scrollerRef.current
      scroller?.scrollTo({ top: scroller.scrollHeight, behavior })
    },
    [pin]
  )

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }, [])

  useEffect(() => {
    const scroller = scrollerRef.current
    const inner = innerRef.current
    if (!scroller || !inner) return undefined
    let last = scroller.scrollTop
    const letGo = (): void => {
      if (scroller.scrollHeight > scroller.clientHeight + 1) pin(false)
    }
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY < 0) letGo()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (KEYS_UP.has(event.key)) letGo()
      if (event.key === 'End') pin(true)
    }
    const onScroll = (): void => {
      const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
      if (scroller.scrollTop > last && distance <= NEAR) pin(true)
      else if (scroller.scrollTop < last && distance > NEAR) letGo()
      last = scroller.scrollTop
    }
    const observer = new ResizeObserver(() => {
      if (pinned.current) scroller.scrollTop = scroller.scrollHeight
      last = scroller.scrollTop
    })
    observer.observe(inner)
    observer.observe(scroller)
    scroller.addEventListener('wheel', onWheel, { passive: true })
    scroller.addEventListener('touchmove', letGo, { passive: true })
    scroller.addEventListener('keydown', onKey)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('wheel', onWheel)
      scroller.removeEventListener('touchmove', letGo)
      scroller.removeEventListener('keydown', onKey)
      scroller.removeEventListener('scroll', onScroll)
    }
  }, [pin])

  return { scrollerRef, innerRef, isPinned, jump }
}
