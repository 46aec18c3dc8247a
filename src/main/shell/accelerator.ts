import { latinCharacterOf, partsOf, type Chord, type KeyLayout } from '../../shared/domain/keyChord'

const KEYS: Readonly<Record<string, string>> = {
  Plus: 'Plus', // the sign itself joins the keys
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert'
}

/** The keys in Electron's words, for the menu. Null for keys that it has no word for. */
export function acceleratorOf(keys: Chord, layout: KeyLayout): string | null {
  const parts = partsOf(keys)
  const key = KEYS[parts.code] ?? (/^F\d{1,2}$/.test(parts.code) ? parts.code : latinCharacterOf(parts, layout)?.toUpperCase())
  if (key === undefined) return null
  const held = [parts.isMod && 'CmdOrCtrl', parts.isCtrl && 'Ctrl', parts.isAlt && 'Alt', parts.isShift && 'Shift']
  return [...held.filter((name) => name !== false), key].join('+')
}
