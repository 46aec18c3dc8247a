import { expect, it } from 'vitest'
import { chordWords } from './chordWords'

const layout = new Map([
  ['KeyP', 'з'],
  ['KeyQ', 'a'],
  ['Digit1', '&'],
  ['Semicolon', 'ö'],
  ['Slash', '-']
])
const here = { isMac: false, layout: null }
const mac = { isMac: true, layout: null }

it('writes keys as they are called, and on macOS by its signs, in its order', () => {
  expect(chordWords('Mod+Shift+KeyP', here)).toBe('Ctrl+Shift+P')
  expect(chordWords('Mod+Shift+KeyP', mac)).toBe('⇧⌘P')
  expect(chordWords('Mod+Ctrl+Alt+Shift+KeyP', mac)).toBe('⌃⌥⇧⌘P')
  expect(chordWords('Shift+Escape', here)).toBe('Shift+Esc')
  expect(chordWords('Shift+Escape', mac)).toBe('⇧⎋')
  expect(chordWords('Mod+Shift+ArrowUp', here)).toBe('Ctrl+Shift+↑')
  expect(chordWords('Mod+Slash', mac)).toBe('⌘/')
  expect(chordWords('F8', here)).toBe('F8')
})

it('names a key for what stands on it; symbols are themselves, and digits their digit', () => {
  const there = { isMac: false, layout }
  expect(chordWords('Mod+Shift+KeyP', there)).toBe('Ctrl+Shift+З')
  expect(chordWords('Mod+KeyQ', there)).toBe('Ctrl+A')
  expect(chordWords('Mod+Digit1', there)).toBe('Ctrl+1')
  expect(chordWords('Mod+Shift+Semicolon', there)).toBe('Ctrl+Shift+Ö')
  expect(chordWords('Mod+Slash', there)).toBe('Ctrl+/')
})
