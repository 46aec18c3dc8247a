// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'

const button = (name: RegExp | string) => screen.getByRole('button', { name })
const press = (code: string, more: object = {}) =>
  doing(() => fireEvent.keyDown(document.activeElement ?? document.body, { code, ...more }))
const ctrl = (code: string) => press(code, { ctrlKey: true, key: code.slice(-1).toLowerCase() })

async function openSettings(shortcuts = {}) {
  let preferences = { ...defaultPreferences, shortcuts }
  const view = await openWindow([], { preferences })
  view.bridge.answer('preferences.set', (changes) => {
    preferences = { ...preferences, ...changes } as typeof preferences
    view.bridge.emit('preferences.changed', { preferences })
    return null
  })
  await view.emit('app.command', { command: 'showShortcuts' })
  await doing(() => fireEvent.click(button('Change shortcuts')))
  return view
}

async function record(command: string) {
  await doing(() => {
    button(new RegExp(`shortcut for “${command}”`)).focus()
    fireEvent.click(button(new RegExp(`shortcut for “${command}”`)))
  })
}

describe('the shortcuts in the settings', () => {
  it('can be changed: the new keys work at once, and the old ones do not', async () => {
    const { bridge } = await openSettings()
    await record('New chat')
    expect(button(/^Press the new keys for “New chat”/)).toBe(document.activeElement)
    await press('ControlLeft', { ctrlKey: true, key: 'Control' })
    await ctrl('KeyJ')
    expect(bridge.inputsOf('preferences.set')).toEqual([{ shortcuts: { newChat: 'Mod+KeyJ' } }])
    expect(button('Change the shortcut for “New chat”, now Ctrl+J')).toBe(document.activeElement)
    await ctrl('KeyN')
    expect(bridge.inputsOf('conversation.leave')).toEqual([])
    await ctrl('KeyJ')
    expect(bridge.inputsOf('conversation.leave')).toHaveLength(1)
  })

  it('are not run by the keys that are pressed to choose them', async () => {
    const { bridge } = await openSettings()
    await record('New chat')
    await ctrl('KeyN')
    expect(bridge.inputsOf('conversation.leave')).toEqual([])
    expect(button(/“New chat”, now Ctrl\+N/)).toBeTruthy()
  })

  it('are taken from another command only when the person says so', async () => {
    const { bridge } = await openSettings()
    await record('New chat')
    await ctrl('KeyB')
    expect(screen.getByRole('alert').textContent).toContain('Ctrl+B already belongs to “Show or hide the list of chats”.')
    await doing(() => fireEvent.click(button('Keep it there')))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(bridge.inputsOf('preferences.set')).toEqual([])
    await record('New chat')
    await ctrl('KeyB')
    await doing(() => fireEvent.click(button('Use it here instead')))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ shortcuts: { newChat: 'Mod+KeyB', toggleSidebar: null } }])
    expect(button(/“New chat”, now Ctrl\+B/)).toBe(document.activeElement)
    expect(button('Choose a shortcut for “Show or hide the list of chats”, now none')).toBeTruthy()
  })

  it('are refused, with the reason, where they write, edit or belong to others', async () => {
    const { bridge } = await openSettings()
    const refusals: [string, object, string][] = [
      ['KeyJ', { key: 'j' }, 'J writes text. Add Ctrl, or take a function key.'],
      ['KeyC', { key: 'c', ctrlKey: true }, 'Ctrl+C is for editing text.'],
      ['KeyQ', { key: 'q', ctrlKey: true }, 'Ctrl+Q belongs to the system or to the menu.'],
      ['Digit1', { key: '1', ctrlKey: true }, 'Ctrl+1 belongs to “Open chat 1”, which cannot be changed.']
    ]
    for (const [code, more, words] of refusals) {
      await record('New chat')
      await press(code, more)
      expect(screen.getByRole('alert').textContent).toBe(words)
    }
    expect(bridge.inputsOf('preferences.set')).toEqual([])
  })

  it('can be taken away with Backspace, and stay with Escape, which closes nothing', async () => {
    const { bridge } = await openSettings()
    await record('New chat')
    await press('Escape', { key: 'Escape' })
    expect(button(/“New chat”, now Ctrl\+N/)).toBeTruthy()
    await record('New chat')
    await press('Backspace', { key: 'Backspace' })
    expect(bridge.inputsOf('preferences.set')).toEqual([{ shortcuts: { newChat: null } }])
    expect(button('Choose a shortcut for “New chat”, now none')).toBe(document.activeElement)
  })

  it('can be reset one by one and all at once', async () => {
    const { bridge } = await openSettings({ newChat: 'Mod+KeyJ', tryAgain: null, chooseModel: 'F8' })
    await doing(() => fireEvent.click(button('Reset “New chat” to Ctrl+N')))
    await doing(() => fireEvent.click(button('Reset “Choose a model” to none')))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ shortcuts: { tryAgain: null } })
    expect(button('Choose a shortcut for “Choose a model”, now none')).toBe(document.activeElement)
    await doing(() => fireEvent.click(button('Reset all shortcuts')))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ shortcuts: {} })
    expect(screen.queryByRole('button', { name: /^Reset “/ })).toBeNull()
  })

  it('are as before where they cannot be saved, and it is said', async () => {
    const { bridge } = await openSettings()
    bridge.answer('preferences.set', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await record('New chat')
    await ctrl('KeyJ')
    expect(button(/“New chat”, now Ctrl\+N/)).toBeTruthy()
    const failure = 'The setting could not be saved, so it is as it was.'
    expect(screen.getByText(failure, { selector: '.banner *' }), 'seen behind the dialog').toBeTruthy()
    expect(screen.getByText(failure, { selector: '[aria-live=assertive] *' }), 'and heard').toBeTruthy()
  })
})
