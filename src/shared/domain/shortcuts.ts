import { commandIds, definitionOf, type CommandId } from './commands'
import { chordOf, latinCharacterOf, partsOf, type Chord, type KeyLayout, type KeyPress } from './keyChord'

/** What the person changed: the keys of a command, or null where they were taken away. What is not here has its own keys. */
export type Shortcuts = Readonly<Partial<Record<CommandId, Chord | null>>>

/** Why keys cannot be a shortcut: they type, they edit text, or the system and its menus have them. */
export type KeysFault = 'typing' | 'editing' | 'system'

export type Assignability = { kind: 'free' } | { kind: 'taken'; by: CommandId } | { kind: 'refused'; because: KeysFault }

/** Where the keys are pressed. */
export interface Keyboard {
  readonly isMac: boolean
  readonly layout: KeyLayout
}

const EDITING = 'acvxyz'
const EDITING_WITH_SHIFT = 'vz'
const EDITING_KEYS = /^(Backspace|Delete|ArrowLeft|ArrowRight|Home|End)$/
const SYSTEM = 'qwm'
const SYSTEM_OF_MACOS = 'h`'
const SYSTEM_OF_MACOS_WITH_SHIFT = 'q3456' // logs out, and takes pictures of the screen
const SYSTEM_KEYS = /^(F10|F11|Tab|Escape|Enter|NumpadEnter|Space)$/

/** Null: nothing speaks against these keys. */
export function faultOf(keys: Chord, { isMac, layout }: Keyboard): KeysFault | null {
  const parts = partsOf(keys)
  const { code, isShift } = parts
  if (keys === 'Shift+Escape') return null
  if (SYSTEM_KEYS.test(code)) return 'system'
  if (!parts.isMod) return /^F\d{1,2}$/.test(code) ? (hasWindowKey(parts, isMac) ? 'system' : null) : 'typing'
  if (parts.isAlt && !isMac) return 'typing' // AltGr, where a layout has it
  if (EDITING_KEYS.test(code) || (!isShift && /^Arrow/.test(code))) return 'editing'
  const character = latinCharacterOf(parts, layout)
  if (character === null || parts.isAlt || parts.isCtrl) return null
  if ((isShift ? EDITING_WITH_SHIFT : EDITING).includes(character)) return 'editing'
  const ofMac = isShift ? SYSTEM_OF_MACOS_WITH_SHIFT : SYSTEM_OF_MACOS
  return ((isShift ? '' : SYSTEM) + (isMac ? ofMac : '')).includes(character) ? 'system' : null
}

/** With it, the function keys are the system's: Alt+F4 closes the window, Ctrl+F2 of macOS goes to the menu. */
const hasWindowKey = ({ isAlt, isCtrl }: ReturnType<typeof partsOf>, isMac: boolean): boolean => (isMac ? isCtrl : isAlt)

/** The keys of a command; null where it has none, or where they mean something else on this keyboard: Ctrl+B of one layout is Ctrl+X of another. */
export function keysOf(id: CommandId, changes: Shortcuts, keyboard: Keyboard): Chord | null {
  const { keys, isFixed } = definitionOf(id)
  if (isFixed) return keys
  const changed = changes[id]
  const wanted = changed === undefined ? keys : changed
  return wanted === null || faultOf(wanted, keyboard) !== null ? null : wanted
}

/** Whose keys these are. Should a file give two commands the same, the one that is listed first has them. */
export function ownerOf(keys: Chord, changes: Shortcuts, keyboard: Keyboard): CommandId | null {
  const owns = (id: CommandId): boolean => keysOf(id, changes, keyboard) === keys || definitionOf(id).alsoKeys?.includes(keys) === true
  return commandIds.find(owns) ?? null
}

/** The command that this key press asks for. */
export function commandFor(press: KeyPress, changes: Shortcuts, keyboard: Keyboard): CommandId | null {
  const keys = chordOf(press, keyboard.isMac)
  if (keys === null) return null
  const owner = ownerOf(keys, changes, keyboard)
  // What was typed says more than a layout that may have been switched since it was read: Ctrl and x always cuts.
  const typed = /^[a-z]$/i.test(press.key) ? new Map([[press.code, press.key]]) : keyboard.layout
  return owner === null || definitionOf(owner).isFixed || faultOf(keys, { ...keyboard, layout: typed }) === null ? owner : null
}

/** What would become of giving these keys to this command. */
export function assignability(id: CommandId, keys: Chord, changes: Shortcuts, keyboard: Keyboard): Assignability {
  const because = faultOf(keys, keyboard)
  if (because !== null) return { kind: 'refused', because }
  const by = ownerOf(keys, changes, keyboard)
  return by === null || by === id ? { kind: 'free' } : { kind: 'taken', by }
}

/** Gives keys to a command, or none. A command that had them has none afterwards, unless nobody can change its keys. */
export function withShortcut(changes: Shortcuts, id: CommandId, keys: Chord | null, keyboard: Keyboard): Shortcuts {
  const owner = keys === null ? null : ownerOf(keys, changes, keyboard)
  if (definitionOf(id).isFixed || (owner !== null && definitionOf(owner).isFixed)) return changes
  const given: Shortcuts = { ...changes, ...(owner !== null && { [owner]: null }), [id]: keys }
  // What has its own keys needs no entry.
  return Object.fromEntries(Object.entries(given).filter(([other, chosen]) => definitionOf(other as CommandId).keys !== chosen))
}
