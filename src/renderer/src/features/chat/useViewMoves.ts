import { useEffect, useRef, type RefObject } from 'react'
import type { ViewMove } from './followRule'

interface ViewListeners {
  onMove: (move: ViewMove) => void
  /** The person does something with the view that may move it. */
  onTouched: () => void
  onScrolled: (scroller: HTMLElement, column: HTMLElement) => void
  onResized: () => void
}

const KEYS_UP = new Set(['PageUp', 'ArrowUp'])

/** Tells of everything that moves a view, as it happens. */
export function useViewMoves(
  scrollerRef: RefObject<HTMLElement | null>,
  columnRef: RefObject<HTMLElement | null>,
  listeners: ViewListeners
): void {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })

  useEffect(() => {
    const scroller = scrollerRef.current
    const column = columnRef.current
    if (!scroller || !column) return undefined
    const ended = new AbortController()
    const passive = { passive: true, signal: ended.signal }
    let last = scroller.scrollTop
    let isDragged = false
    const goUp = (): void => {
      if (scroller.scrollHeight > scroller.clientHeight + 1) latest.current.onMove({ kind: 'wentUp' })
    }
    const touched = (): void => latest.current.onTouched()
    scroller.addEventListener(
      'wheel',
      ({ target, deltaY }) => {
        touched()
        if (deltaY < 0 && !scrollsItself(target, scroller)) goUp()
      },
      passive
    )
    scroller.addEventListener(
      'touchmove',
      () => {
        touched()
        goUp()
      },
      passive
    )
    scroller.addEventListener(
      'keydown',
      ({ key, shiftKey, target }) => {
        touched()
        if ((KEYS_UP.has(key) || (key === ' ' && shiftKey)) && !scrollsItself(target, scroller)) goUp()
      },
      passive
    )
    scroller.addEventListener(
      'pointerdown',
      () => {
        touched()
        isDragged = true
      },
      passive
    )
    for (const over of ['pointerup', 'pointercancel', 'mouseup']) window.addEventListener(over, () => (isDragged = false), passive)
    scroller.addEventListener(
      'scroll',
      () => {
        const by = scroller.scrollTop - last
        last = scroller.scrollTop
        const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
        latest.current.onMove({ kind: 'scrolled', by, distance, isDragged })
        latest.current.onScrolled(scroller, column)
      },
      passive
    )
    const observer = new ResizeObserver(() => {
      latest.current.onResized()
      last = scroller.scrollTop
    })
    observer.observe(column)
    observer.observe(scroller)
    return () => {
      ended.abort()
      observer.disconnect()
    }
  }, [scrollerRef, columnRef])
}

/** Whether something inside the view, such as an open thought, can itself go up. */
function scrollsItself(target: EventTarget | null, scroller: Element): boolean {
  for (let at = target instanceof Element ? target : null; at && at !== scroller; at = at.parentElement) {
    if (at.scrollTop > 0 && at.clientHeight < at.scrollHeight) return true
  }
  return false
}
