import { useEffect } from 'react'
import { focusComposer } from '../../state/viewStore'
import { nameOf, nextPlace } from './nextPlace'

/** What had the focus, and what it stood in, from the inside out. */
interface Focused {
  readonly element: Element
  readonly name: string
  readonly around: readonly Element[]
}

/**
 * The focus never falls to the page itself, where keys do nothing and a screen reader starts again from the top: when what has it goes away, or
 * can no longer be used, what takes its place there has it next, else the message box. Whoever moves the focus by itself comes first: a
 * dialog that opens at that moment keeps it.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    let last: Focused | null = null
    let frame = 0
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (target instanceof Element) last = { element: target, name: nameOf(target), around: ancestorsOf(target) }
    }
    const keep = (): void => {
      frame = 0
      if (last === null || hasFocus() || !document.hasFocus()) return
      if (last.element.isConnected && !last.element.matches(':disabled, [inert] *')) return // the person clicked beside it
      const place = nextPlace(last.around, last.name)
      last = null
      if (place) place.focus({ preventScroll: true })
      else focusComposer()
    }
    const observer = new MutationObserver(() => {
      // Two frames: those who move the focus themselves do it within one.
      if (frame === 0 && last !== null && !hasFocus()) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(keep)))
    })
    document.addEventListener('focusin', onFocusIn)
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'inert'] })
    return () => {
      document.removeEventListener('focusin', onFocusIn)
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
}

const hasFocus = (): boolean => document.activeElement !== null && document.activeElement !== document.body

function ancestorsOf(element: Element): readonly Element[] {
  const around: Element[] = []
  for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) around.push(above)
  return around
}
