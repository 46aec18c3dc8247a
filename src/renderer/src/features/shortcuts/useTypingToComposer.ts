import { useEffect } from 'react'
import { letterOf } from '../../../../shared/domain/keyChord'
import { isMac } from '../../state/shortcutStore'

/** What takes typed characters, or has a use of its own for them. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role="combobox"], [role="menu"], [role="listbox"], [data-records-keys], [data-layer]'

/**
 * What is typed or pasted where nothing takes it, as after a click on a message, goes to the message box. The focus moves with the key that is
 * pressed, so that the character itself arrives there. The space bar is left alone: it scrolls, and presses buttons.
 */
export function useTypingToComposer(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || !(isTyping(event) || isPaste(event))) return
  if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return
  if (document.querySelector('[data-layer]:not([data-closed])') !== null) return
  document.querySelector<HTMLElement>('.composer-field')?.focus()
}

function isTyping(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event
  // `Dead`: an accent, which the next key takes.
  if (([...key].length !== 1 && key !== 'Dead') || key === ' ') return false
  const isTypedWithAlt = event.getModifierState('AltGraph') || (isMac() && altKey && !ctrlKey)
  return !metaKey && (isTypedWithAlt || (!ctrlKey && !altKey))
}

function isPaste(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (altKey) return false
  return letterOf(event) === 'v' ? (isMac() ? metaKey : ctrlKey) : key === 'Insert' && shiftKey && !ctrlKey && !isMac()
}
