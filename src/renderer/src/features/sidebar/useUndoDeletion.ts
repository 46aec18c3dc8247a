import { useEffect } from 'react'
import { isUndoPress } from '../../state/undoPress'
import { isDeletionLast, noteTyping, undoDeletion } from '../../state/deletions'

/**
 * Ctrl+Z, ⌘Z on macOS, brings back the chat that was deleted last, wherever the focus is. What was typed since then comes first, and so does
 * every layer. Listens in the capture phase: a text field would take the keys, though it has nothing to undo.
 */
export function useUndoDeletion(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('input', noteTyping, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('input', noteTyping, { capture: true })
    }
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (!isUndoPress(event) || event.isComposing || !isDeletionLast()) return
  if (document.querySelector('[data-layer]:not([data-closed]), [data-records-keys]:focus-within') !== null) return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat) void undoDeletion()?.()
}
