import { useMemo } from 'react'
import { create } from 'zustand'
import type { CommandId } from '../../../shared/domain/commands'
import type { Chord, KeyLayout } from '../../../shared/domain/keyChord'
import { keysOf, type Keyboard, type Shortcuts } from '../../../shared/domain/shortcuts'
import { chordWords } from '../../../shared/i18n/chordWords'
import { call, reportFault } from '../bridge'
import { usePreferencesStore } from './preferencesStore'

interface KeyboardState {
  readonly layout: KeyLayout
}

export const initialKeyboardState: KeyboardState = { layout: null }

/** The keyboard on which the shortcuts are pressed. */
export const useKeyboardStore = create<KeyboardState>()(() => initialKeyboardState)

export const isMac = (): boolean => navigator.platform.startsWith('Mac')

const shortcutsNow = (): Shortcuts => usePreferencesStore.getState().preferences.shortcuts
const keyboardNow = (): Keyboard => ({ isMac: isMac(), layout: useKeyboardStore.getState().layout })

/** What the person changed, and the keyboard, for what is not a component. */
export const readShortcuts = (): { changes: Shortcuts; keyboard: Keyboard } => ({ changes: shortcutsNow(), keyboard: keyboardNow() })

export function useShortcuts(): { changes: Shortcuts; keyboard: Keyboard } {
  const changes = usePreferencesStore(({ preferences }) => preferences.shortcuts)
  const layout = useKeyboardStore((state) => state.layout)
  return useMemo(() => ({ changes, keyboard: { isMac: isMac(), layout } }), [changes, layout])
}

/** Keys as they are read on this keyboard. */
export function useChordWords(): (keys: Chord) => string {
  const { keyboard } = useShortcuts()
  return (keys) => chordWords(keys, keyboard)
}

/** The keys of a command in words; undefined where it has none. */
export function useShortcutWords(id: CommandId): string | undefined {
  const { changes, keyboard } = useShortcuts()
  const keys = keysOf(id, changes, keyboard)
  return keys === null ? undefined : chordWords(keys, keyboard)
}

interface KeyboardOfBrowser {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>
}

/** Reads what the keys type, now and whenever the window gets the focus: layouts are switched in between. Returns what ends it. */
export function followKeyboardLayout(): () => void {
  const read = (): void => void readLayout().catch(reportFault)
  read()
  window.addEventListener('focus', read)
  return () => window.removeEventListener('focus', read)
}

async function readLayout(): Promise<void> {
  // Not in every browser, and TypeScript does not know it.
  const { keyboard } = navigator as unknown as { keyboard?: KeyboardOfBrowser }
  const layout = await keyboard?.getLayoutMap()
  if (!layout || isSame(layout, useKeyboardStore.getState().layout)) return
  useKeyboardStore.setState({ layout })
  await call('app.showKeyLayout', { layout: Object.fromEntries(layout) })
}

const isSame = (one: ReadonlyMap<string, string>, other: KeyLayout): boolean =>
  other !== null && one.size === other.size && [...one].every(([code, character]) => other.get(code) === character)
