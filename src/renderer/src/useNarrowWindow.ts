import { useEffect } from 'react'
import { usePreferencesStore } from './state/preferencesStore'
import { fitWindow } from './state/viewStore'

/** Below this the list does not fit beside the chat. In rem, so that large text makes a window narrow sooner. */
const NARROW = 45

/** Below this the list and the inspector do not both fit beside the chat. In rem too. */
const TIGHT = 66

/** Tells the view what the window has room for, now and whenever its size or that of the text changes. */
export function useNarrowWindow(): void {
  const textSize = usePreferencesStore(({ preferences }) => preferences.textSize)
  useEffect(() => {
    const look = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      fitWindow(window.innerWidth < NARROW * rem, window.innerWidth < TIGHT * rem)
    }
    const observer = new ResizeObserver(look)
    observer.observe(document.documentElement)
    look()
    return () => observer.disconnect()
  }, [textSize])
}
