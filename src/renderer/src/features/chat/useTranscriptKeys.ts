import { useEffect, type RefObject } from 'react'

interface Ends {
  toStart: () => void
  toEnd: () => void
}

/** Home and End mean the whole conversation: in it, and where nothing has the focus. */
export function useTranscriptKeys(scrollerRef: RefObject<HTMLElement | null>, { toStart, toEnd }: Ends): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, target, altKey, shiftKey, defaultPrevented } = event
      if ((key !== 'Home' && key !== 'End') || altKey || shiftKey || defaultPrevented) return
      if (!isMeant(target, scrollerRef.current)) return
      event.preventDefault()
      if (key === 'Home') toStart()
      else toEnd()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [scrollerRef, toStart, toEnd])
}

/** A thought that scrolls by itself has its own start and end. */
function isMeant(target: EventTarget | null, scroller: HTMLElement | null): boolean {
  if (target === document.body || target === scroller) return true
  if (!(target instanceof HTMLElement) || !scroller?.contains(target)) return false
  return !target.isContentEditable && target.clientHeight >= target.scrollHeight
}
