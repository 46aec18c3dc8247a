import { useEffect } from 'react'
import { definitionOf } from '../../../../shared/domain/commands'
import { commandFor } from '../../../../shared/domain/shortcuts'
import { runCommand } from '../../state/commands'
import { readShortcuts } from '../../state/shortcutStore'

/**
 * The shortcuts of all commands but Stop, whose key others need first (useStopKey). An input method comes first, and a field in which new keys
 * are being chosen (`data-records-keys`). Keys of a command that does not apply now do nothing else either.
 * Listens in the capture phase: no part of the window can keep a shortcut from working.
 */
export function useCommandKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || document.activeElement?.closest('[data-records-keys]')) return
  const { changes, keyboard } = readShortcuts()
  const id = commandFor(event, changes, keyboard)
  if (id === null || id === 'stop') return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat || definitionOf(id).repeats) runCommand(id)
}
