import { useEffect } from 'react'
import { isUndoPress } from '../../state/undoPress'
import { isDeletionLast, noteTyping, undoDeletion } from '../../state/deletions'

/** A menu or a dialog. The list of chats over a narrow window is none: chats are deleted in it. */
const LAYER = '[data-layer]:not([data-closed], nav)'

/** Whether the keys that are held down were pressed for a deletion. */
let isHeld = false

/**
 * Ctrl+Z, ⌘Z on macOS, brings back the chat that was deleted last, wherever the focus is. What was typed since then comes first, and so do
 * menus and dialogs. Listens in the capture phase: a text field would take the keys, though it has nothing to undo.
 */
export function useUndoDeletion(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('input', onInput, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('input', onInput, { capture: true })
    }
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (!isUndoPress(event) || event.isComposing) return
  // Keys that are held down are one press: what was typed before must not go with it.
  if (!event.repeat) isHeld = isDeletionLast() && document.querySelector(`${LAYER}, [data-records-keys]:focus-within`) === null
  if (!isHeld) return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat) void undoDeletion()?.()
}

/** What is typed into a dialog, as to find a command, is gone with it. */
function onInput({ target }: Event): void {
  if (target instanceof Element && target.closest(LAYER) === null) noteTyping()
}
