import { useEffect } from 'react'
import { stopWork } from '../../state/generationActions'

/**
 * Esc stops the reply, else the load of a model, wherever the focus is. An input method and an open menu, dialog or list
 * (`data-layer`) come first. A key that is held down counts once: it was meant for what was there when it went down.
 * Read on the way down: what a layer does with the key must not change whether it was open when the key was pressed.
 */
export function useStopKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.repeat || event.isComposing || event.keyCode === 229) return
      if (document.querySelector('[data-layer]:not([data-closed])') !== null) return
      if (stopWork()) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
