import { characterOf, partsOf, type Chord } from '../domain/keyChord'
import type { Keyboard } from '../domain/shortcuts'
import { t } from './translate'

/** Keys without a character, as macOS writes them and as they are called elsewhere. */
const MAC_SIGNS: Readonly<Record<string, string>> = {
  Enter: '↩',
  Escape: '⎋',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  Space: '␣',
  PageUp: '⇞',
  PageDown: '⇟',
  Home: '↖',
  End: '↘'
}
const ARROWS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }
const named = ['Enter', 'Escape', 'Backspace', 'Delete', 'Insert', 'Tab', 'Space', 'PageUp', 'PageDown', 'Home', 'End'] as const

/** Keys as people read them on this keyboard: “Ctrl+Shift+P”, on macOS “⇧⌘P”. */
export function chordWords(keys: Chord, keyboard: Keyboard): string {
  const parts = partsOf(keys)
  const key = keyWords(parts, keyboard)
  if (keyboard.isMac) {
    return `${parts.isCtrl ? '⌃' : ''}${parts.isAlt ? '⌥' : ''}${parts.isShift ? '⇧' : ''}${parts.isMod ? '⌘' : ''}${key}`
  }
  const held = [parts.isMod && t('keys.control'), parts.isAlt && t('keys.alt'), parts.isShift && t('keys.shift')]
  return [...held.filter((name) => name !== false), key].join('+')
}

function keyWords(parts: ReturnType<typeof partsOf>, { isMac, layout }: Keyboard): string {
  const { code } = parts
  const sign = ARROWS[code] ?? (isMac ? MAC_SIGNS[code] : undefined)
  if (sign !== undefined) return sign
  const name = named.find((each) => each === code)
  return name === undefined ? (characterOf(parts, layout)?.toUpperCase() ?? code) : t(`keys.${name}`)
}
