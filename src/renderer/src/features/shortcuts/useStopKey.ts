import { useEffect } from 'react'
import { stopWork } from '../../state/generationActions'

/**
 * Esc stops the reply, else the load of a model, wherever the focus is. An input method, an open menu, dialog or list
 * (`data-layer`) and a banner with the focus that knows the key (`data-own-escape`) come first. A key that is held down counts once: it was meant for what was there when it went down.
 * Listens in the capture phase: a layer that closes by this key must still be seen as open.
 */
export function useStopKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.repeat || event.isComposing || event.keyCode === 229) return
      if (document.querySelector('[data-layer]:not([data-closed])') !== null) return
      if (event.target instanceof Element && event.target.closest('[data-own-escape]')) return
      if (stopWork()) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
