/**
 * Keys that are pressed together, as they are stored: `Mod+Shift+KeyP`. `Mod` is Command on macOS and Ctrl elsewhere, `Ctrl` the control key of
 * macOS. The last part is `KeyboardEvent.code`: the place of the key, whatever the layout types there. Only symbols are named for what they
 * type: `Mod+Slash` is Ctrl and whatever types a slash, because layouts have them in other places, where they mean other things.
 */
export type Chord = string

export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: string): boolean
}

interface ChordParts {
  readonly isMod: boolean
  readonly isCtrl: boolean
  readonly isAlt: boolean
  readonly isShift: boolean
  readonly code: string
}

const symbols: ReadonlyMap<string, string> = new Map([
  ['Slash', '/'],
  ['Comma', ','],
  ['Period', '.'],
  ['Semicolon', ';'],
  ['Quote', "'"],
  ['Backquote', '`'],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Backslash', '\\'],
  ['Minus', '-'],
  ['Equal', '='],
  ['Plus', '+'] // no code of any key: only what is typed
])
const codes = new Map([...symbols].map(([code, symbol]) => [symbol, code]))
const modifiers = /^(Control|Shift|Alt|Meta|OS|Fn|CapsLock|NumLock|ScrollLock)/

/** What the key types with nothing held down, by the present layout; `KeyboardLayoutMap` of the browser. Null: not known. */
export type KeyLayout = ReadonlyMap<string, string> | null

export function partsOf(keys: Chord): ChordParts {
  const parts = keys.split('+')
  const has = (name: string): boolean => parts.includes(name)
  return { isMod: has('Mod'), isCtrl: has('Ctrl'), isAlt: has('Alt'), isShift: has('Shift'), code: parts.at(-1) ?? '' }
}

/** The chord of a key press. Null for a modifier alone, for a key without a place and for what belongs to the system: the Windows key, AltGr. */
export function chordOf(press: KeyPress, isMac: boolean): Chord | null {
  const { code, key, ctrlKey, metaKey, altKey, shiftKey } = press
  if (code === '' || modifiers.test(code) || (metaKey && !isMac) || press.getModifierState?.('AltGraph')) return null
  const isMod = isMac ? metaKey : ctrlKey
  const symbolCode = codes.get(key)
  const isShift = shiftKey && symbolCode === undefined // Shift was needed to type the symbol
  const held = [isMod && 'Mod', isMac && ctrlKey && 'Ctrl', altKey && 'Alt', isShift && 'Shift'].filter((name) => name !== false)
  return [...held, symbolCode ?? code].join('+')
}

/** The Latin letter that a press means: what it types, or where the layout types no Latin ones, that of an American keyboard. */
export function letterOf({ code, key }: Pick<KeyPress, 'code' | 'key'>): string | null {
  if (/^[\x20-\x7e]$/.test(key)) return /[a-z]/i.test(key) ? key.toLowerCase() : null
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null
}

/** What stands on the key, in lower case: by the layout, else as on an American keyboard. Null where that is no character. */
export function characterOf({ code, isShift }: ChordParts, layout: KeyLayout): string | null {
  const symbol = symbols.get(code)
  if (symbol !== undefined && !isShift) return symbol
  const digit = /^Digit(\d)$/.exec(code)?.[1] // French layouts type digits with Shift, and everybody calls the key by its digit
  if (digit !== undefined) return digit
  return layout?.get(code)?.toLowerCase() ?? symbol ?? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null
}

/** The same for what a program makes of the key: where the layout types no Latin letter, programs take the one of an American keyboard. */
export function latinCharacterOf(parts: ChordParts, layout: KeyLayout): string | null {
  const character = characterOf(parts, layout)
  return character === null || /^[!-~]$/.test(character) ? character : characterOf(parts, null)
}
