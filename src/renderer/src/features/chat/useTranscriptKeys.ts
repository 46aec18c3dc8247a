import { useEffect, type RefObject } from 'react'
import { isMac } from '../../state/shortcutStore'

interface Ends {
  toStart: () => void
  toEnd: () => void
}

/** Home and End, on macOS also ⌘↑ and ⌘↓, mean the whole conversation: in it, and where nothing has the focus. */
export function useTranscriptKeys(scrollerRef: RefObject<HTMLElement | null>, { toStart, toEnd }: Ends): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const end = endOf(event)
      if (end === null || event.altKey || event.shiftKey || event.defaultPrevented) return
      if (!isMeant(event.target, scrollerRef.current)) return
      event.preventDefault()
      if (end === 'Home') toStart()
      else toEnd()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [scrollerRef, toStart, toEnd])
}

function endOf({ key, metaKey }: KeyboardEvent): 'Home' | 'End' | null {
  if (key === 'Home' || key === 'End') return key
  if (!isMac() || !metaKey) return null
  return key === 'ArrowUp' ? 'Home' : key === 'ArrowDown' ? 'End' : null
}

/** A thought that scrolls by itself has its own start and end. */
function isMeant(target: EventTarget | null, scroller: HTMLElement | null): boolean {
  if (target === document.body || target === scroller) return true
  if (!(target instanceof HTMLElement) || !scroller?.contains(target)) return false
  return !target.isContentEditable && target.clientHeight >= target.scrollHeight
}
