import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandIds, definitionOf, type CommandId } from './commands'
import type { Chord, KeyPress } from './keyChord'
import { assignability, commandFor, faultOf, keysOf, ownerOf, withShortcut, type Keyboard, type Shortcuts } from './shortcuts'

const american: Keyboard = { isMac: false, layout: null }
const mac: Keyboard = { isMac: true, layout: null }
const dvorak: Keyboard = { isMac: false, layout: new Map([['KeyB', 'x'], ['KeyN', 'b'], ['KeyX', 'q'], ['KeyP', 'l']]) } // prettier-ignore
const german: Keyboard = { isMac: false, layout: new Map([['KeyY', 'z'], ['KeyZ', 'y'], ['Slash', '-'], ['Semicolon', 'ö']]) } // prettier-ignore
const russian: Keyboard = { isMac: false, layout: new Map([['KeyC', 'с'], ['KeyP', 'з'], ['Slash', '.']]) } // prettier-ignore

/** `Ctrl+Shift+KeyP/P`: what is held, the place of the key, and what it types. */
function press(keys: string): KeyPress {
  const [chord = '', key = ''] = keys.split(/\/(?=.)/)
  const held = chord.split('+')
  const has = (name: string) => held.includes(name)
  return { code: held.at(-1) ?? '', key, ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt'), shiftKey: has('Shift') }
}

describe('commandFor', () => {
  it('goes by the place of a key, whatever the layout types there', () => {
    expect(commandFor(press('Ctrl+Shift+KeyP/P'), {}, american)).toBe('showPalette')
    expect(commandFor(press('Ctrl+Shift+KeyP/З'), {}, russian)).toBe('showPalette')
    expect(commandFor(press('Ctrl+Shift+KeyP/L'), {}, dvorak)).toBe('showPalette')
    expect(commandFor(press('Ctrl+Digit1/&'), {}, american), 'French digits need Shift').toBe('openChat1')
    expect(commandFor(press('Shift+Escape/Escape'), {}, american)).toBe('focusComposer')
  })

  it('takes Command on macOS, and Ctrl elsewhere', () => {
    expect(commandFor(press('Meta+KeyN/n'), {}, mac)).toBe('newChat')
    expect(commandFor(press('Ctrl+KeyN/n'), {}, mac)).toBeNull()
    expect(commandFor(press('Meta+KeyN/n'), {}, american)).toBeNull()
    expect(commandFor(press('Ctrl+Meta+KeyN/n'), {}, mac)).toBeNull()
  })

  it('goes by what is typed where that is a symbol: it has another place in every layout', () => {
    expect(commandFor(press('Ctrl+Slash//'), {}, american)).toBe('showShortcuts')
    expect(commandFor(press('Ctrl+Shift+Digit7//'), {}, german)).toBe('showShortcuts')
    expect(commandFor(press('Ctrl+Slash/-'), {}, german)).toBe('smallerText')
    expect(commandFor(press('Ctrl+BracketRight/+'), {}, german)).toBe('largerText')
    for (const plus of ['Ctrl+Shift+Equal/+', 'Ctrl+Equal/=', 'Ctrl+NumpadAdd/+'])
      expect(commandFor(press(plus), {}, american)).toBe('largerText')
    expect(commandFor(press('Ctrl+Shift+Semicolon/:'), {}, american)).toBe('copyLastCode')
    expect(commandFor(press('Ctrl+Shift+Semicolon/Ö'), {}, german)).toBe('copyLastCode')
  })

  it('never takes from people what edits text', () => {
    expect(commandFor(press('Ctrl+KeyB/x'), {}, dvorak), 'cuts').toBeNull()
    expect(commandFor(press('Ctrl+KeyB/x'), {}, american), 'cuts, though the layout is not known').toBeNull()
    for (const key of ['a', 'c', 'v', 'x', 'z', 'y'])
      expect(commandFor(press(`Ctrl+Key${key.toUpperCase()}/${key}`), {}, american)).toBeNull()
    const altGr = { ...press('Ctrl+Alt+KeyB/b'), getModifierState: (name: string) => name === 'AltGraph' }
    expect(commandFor(altGr, { newChat: 'Mod+Alt+KeyB' }, american)).toBeNull()
  })

  it('takes what the person changed, and nothing in the place of what was taken away', () => {
    const changes = { newChat: 'Mod+KeyJ', tryAgain: null }
    expect(commandFor(press('Ctrl+KeyJ/j'), changes, american)).toBe('newChat')
    expect(commandFor(press('Ctrl+KeyN/n'), changes, american)).toBeNull()
    expect(commandFor(press('Ctrl+Shift+KeyR/R'), changes, american)).toBeNull()
  })

  it('gives keys that two commands have to the first of them', () => {
    expect(commandFor(press('Ctrl+KeyJ/j'), { tryAgain: 'Mod+KeyJ', newChat: 'Mod+KeyJ' }, american)).toBe('newChat')
  })

  it('does not listen to a modifier alone', () => {
    for (const code of ['ControlLeft', 'ShiftRight', 'AltLeft', 'MetaLeft', ''])
      expect(commandFor(press(`Ctrl+${code}/x`), {}, american)).toBeNull()
  })
})

describe('the keys that Hearth has for its commands', () => {
  it.each([american, mac, german, russian])('are all different, and speak against nothing', (keyboard) => {
    const keys = commandIds.flatMap((id) => definitionOf(id).keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    const changeable = commandIds.filter((id) => !definitionOf(id).isFixed && definitionOf(id).keys !== null)
    expect(changeable.filter((id) => keysOf(id, {}, keyboard) === null)).toEqual([])
  })

  it('are none where the layout has something else there that people need', () => {
    expect(keysOf('toggleSidebar', {}, dvorak)).toBeNull()
    expect(keysOf('toggleSidebar', { toggleSidebar: 'Mod+KeyX' }, dvorak), 'Ctrl+Q').toBeNull()
    expect(keysOf('toggleSidebar', { toggleSidebar: 'Mod+KeyU' }, dvorak)).toBe('Mod+KeyU')
  })
})

describe('assignability', () => {
  it('says whose keys they are', () => {
    expect(assignability('newChat', 'Mod+KeyB', {}, american)).toEqual({ kind: 'taken', by: 'toggleSidebar' })
    expect(assignability('newChat', 'Mod+Digit3', {}, american)).toEqual({ kind: 'taken', by: 'openChat3' })
    expect(assignability('newChat', 'Mod+Equal', {}, american), 'plus without Shift').toEqual({ kind: 'taken', by: 'largerText' })
    expect(assignability('newChat', 'Mod+KeyN', {}, american), 'its own').toEqual({ kind: 'free' })
    expect(assignability('newChat', 'Mod+KeyB', { toggleSidebar: null }, american)).toEqual({ kind: 'free' })
  })

  it.each<[Chord, string]>([
    ['KeyN', 'typing'],
    ['Shift+KeyN', 'typing'],
    ['Alt+KeyN', 'typing'],
    ['Mod+Alt+KeyQ', 'typing'],
    ['Mod+KeyC', 'editing'],
    ['Mod+Shift+KeyZ', 'editing'],
    ['Mod+ArrowLeft', 'editing'],
    ['Mod+Shift+End', 'editing'],
    ['Mod+KeyQ', 'system'],
    ['Escape', 'system'],
    ['Mod+Enter', 'system'],
    ['F11', 'system'],
    ['Alt+F4', 'system']
  ])('refuses %s: it is for %s', (keys, because) => {
    expect(assignability('newChat', keys, {}, american)).toEqual({ kind: 'refused', because })
  })

  it('knows the editing keys of every layout', () => {
    expect(faultOf('Mod+KeyB', dvorak)).toBe('editing')
    expect(faultOf('Mod+KeyY', german)).toBe('editing')
    expect(faultOf('Mod+KeyC', russian), 'programs take the Latin letter there').toBe('editing')
    expect(faultOf('Mod+KeyH', mac)).toBe('system')
    expect(faultOf('Mod+Shift+KeyQ', mac), 'logs out').toBe('system')
    expect(faultOf('Mod+Shift+Digit4', mac), 'a picture of the screen').toBe('system')
    expect(faultOf('Mod+Shift+KeyQ', american)).toBeNull()
    expect(faultOf('Ctrl+F2', mac)).toBe('system')
    expect(faultOf('Alt+F2', mac)).toBeNull()
    expect(faultOf('Mod+Alt+KeyN', mac)).toBeNull()
    expect(faultOf('F8', american)).toBeNull()
  })
})

describe('withShortcut', () => {
  const id = fc.constantFrom(...commandIds)
  const keys = fc.oneof(
    fc.constantFrom(...commandIds.flatMap((each) => definitionOf(each).keys ?? [])),
    fc.constantFrom('Mod+KeyJ', 'Mod+KeyU', 'F8', 'Mod+KeyC', 'KeyX'),
    fc.constant(null)
  )
  const steps = fc.array(fc.tuple(id, keys), { maxLength: 30 })
  const after = (given: readonly (readonly [CommandId, Chord | null])[]): Shortcuts =>
    given.reduce<Shortcuts>((changes, [each, chosen]) => withShortcut(changes, each, chosen, american), {})

  it('never leaves two commands the same keys, and no key to a fixed command but its own', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const changes = after(given)
        const all = commandIds.flatMap((each) => keysOf(each, changes, american) ?? [])
        expect(new Set(all).size).toBe(all.length)
        for (const each of commandIds.filter((other) => definitionOf(other).isFixed)) expect(changes[each]).toBeUndefined()
      }),
      { seed: 7 }
    )
  })

  it('gives a command the keys that nothing speaks against, and keeps only what differs from what Hearth has', () => {
    fc.assert(
      fc.property(steps, id, keys, (given, each, chosen) => {
        const before = after(given)
        const changes = withShortcut(before, each, chosen, american)
        const owner = chosen === null ? null : ownerOf(chosen, before, american)
        const isFixed = [each, owner].some((other) => other !== null && definitionOf(other).isFixed)
        if (isFixed) expect(changes).toEqual(before)
        else if (chosen === null || faultOf(chosen, american) === null) expect(keysOf(each, changes, american)).toBe(chosen)
        if (!isFixed && owner !== null && owner !== each) expect(keysOf(owner, changes, american)).toBeNull()
        for (const [other, kept] of Object.entries(changes)) expect(kept).not.toBe(definitionOf(other as CommandId).keys)
      }),
      { seed: 7 }
    )
  })
})
