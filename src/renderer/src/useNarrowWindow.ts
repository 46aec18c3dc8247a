import { useEffect } from 'react'
import { usePreferencesStore } from './state/preferencesStore'
import { useViewStore } from './state/viewStore'

/** Below this the list does not fit beside the chat. In rem, so that large text makes a window narrow sooner. */
const NARROW = 45

/** Tells the view whether the window is narrow, now and whenever its size or that of the text changes. */
export function useNarrowWindow(): void {
  const textSize = usePreferencesStore(({ preferences }) => preferences.textSize)
  useEffect(() => {
    const look = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      const isNarrow = window.innerWidth < NARROW * rem
      if (useViewStore.getState().isNarrow !== isNarrow) useViewStore.setState({ isNarrow, isListShownNarrow: false })
    }
    const observer = new ResizeObserver(look)
    observer.observe(document.documentElement)
    look()
    return () => observer.disconnect()
  }, [textSize])
}
