// @vitest-environment happy-dom
import { fireEvent, renderHook, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultPreferences, type WindowPreferences } from '../../../../shared/domain/windowPreferences'
import { followAppearance } from '../../followAppearance'
import { usePreferencesStore, useReadingPreferences } from '../../state/preferencesStore'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow } from '../../testing/openWindow'
import { resetState } from '../../testing/resetState'

afterEach(() => {
  for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name)
})

const attribute = (name: string) => document.documentElement.getAttribute(name)
const shown = () => usePreferencesStore.getState().preferences
const radio = (group: string, name: string) => within(screen.getByRole('radiogroup', { name: group })).getByRole('radio', { name })
const click = (element: HTMLElement) => doing(() => fireEvent.click(element))

async function setUp(preferences: Partial<WindowPreferences> = {}) {
  const opened = await openWindow([], { preferences: { ...defaultPreferences, ...preferences } })
  const show = () => opened.emit('app.command', { command: 'showSettings' })
  return { ...opened, show }
}

describe('the settings', () => {
  it('open by their button and by the menu, and show what is chosen', async () => {
    await setUp({ theme: 'dark', textSize: 125, announcements: 'whole', enterSends: false })
    await click(screen.getByRole('button', { name: 'Settings' }))
    expect(screen.getByRole('dialog', { name: 'Settings' })).toBeTruthy()
    expect(radio('Theme', 'Dark').getAttribute('aria-checked')).toBe('true')
    expect(radio('Text size', '125 %').getAttribute('aria-checked')).toBe('true')
    await click(screen.getByRole('tab', { name: 'Reading' }))
    expect(radio('What a screen reader says of a reply', 'All of it when it is finished').getAttribute('aria-checked')).toBe('true')
    expect(radio('Enter key', 'Enter begins a line, Ctrl+Enter sends').getAttribute('aria-checked')).toBe('true')
  })

  it('say each change to main, and show it before main answers', async () => {
    const { bridge, show } = await setUp()
    bridge.answer('preferences.set', () => new Promise<null>(() => undefined))
    await show()
    await click(radio('Accent colour', 'Moss'))
    await click(radio('Width of the messages', 'Wide'))
    await click(screen.getByRole('tab', { name: 'Reading' }))
    await click(screen.getByText('Wrap long lines of code'))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ accent: 'moss' }, { readingWidth: 'wide' }, { wrapCode: true }])
    expect(shown()).toMatchObject({ accent: 'moss', readingWidth: 'wide', wrapCode: true })
  })

  it('go back to what was saved where main cannot save, and say so', async () => {
    const { bridge, show } = await setUp({ density: 'compact' })
    bridge.answer('preferences.set', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await show()
    await click(radio('Density', 'Comfortable'))
    expect(shown().density).toBe('compact')
    expect(radio('Density', 'Compact').getAttribute('aria-checked')).toBe('true')
    const failure = 'The setting could not be saved, so it is as it was.'
    expect(screen.getByText(failure, { selector: '.banner *' }), 'seen behind the dialog').toBeTruthy()
    expect(screen.getByText(failure, { selector: '[aria-live=assertive] *' }), 'and heard').toBeTruthy()
    const undo = screen.getByRole('button', { name: 'Undo the last change' })
    expect(undo.getAttribute('aria-disabled'), 'there is nothing to take back').toBe('true')
  })

  it('take back only what was changed since they were opened', async () => {
    const { bridge, show, emit } = await setUp()
    await emit('app.command', { command: 'largerText' })
    await show()
    const undo = screen.getByRole('button', { name: 'Undo the last change' })
    expect(undo.getAttribute('aria-disabled')).toBe('true')
    await click(undo)
    expect(bridge.inputsOf('preferences.set')).toEqual([{ textSize: 110 }])
  })

  it('can still be taken back when the disk refused it once', async () => {
    const { bridge, show } = await setUp()
    await show()
    await click(radio('Theme', 'Dark'))
    let isFull = true
    bridge.answer('preferences.set', (changes) => {
      if (isFull) throw new Refused({ code: 'storage.diskFull' })
      bridge.emit('preferences.changed', { preferences: { ...defaultPreferences, ...changes } as WindowPreferences })
      return null
    })
    const undo = screen.getByRole('button', { name: 'Undo the last change' })
    await click(undo)
    expect(shown().theme).toBe('dark')
    isFull = false
    await click(undo)
    expect(shown().theme).toBe('system')
    expect(undo.getAttribute('aria-disabled')).toBe('true')
  })

  it('are reset section by section, and taken back step by step', async () => {
    const { bridge, show } = await setUp({ theme: 'dark', textSize: 200, wrapCode: true })
    await show()
    const reset = screen.getByRole('button', { name: 'Reset appearance' })
    await click(reset)
    expect(shown()).toEqual({ ...defaultPreferences, wrapCode: true })
    expect(reset.getAttribute('aria-disabled')).toBe('true')
    await click(radio('Theme', 'Light'))
    const undo = screen.getByRole('button', { name: 'Undo the last change' })
    await click(undo)
    expect(shown().theme).toBe('system')
    await doing(() => fireEvent.keyDown(radio('Theme', 'Light'), { code: 'KeyZ', key: 'z', ctrlKey: true }))
    expect(shown()).toEqual({ ...defaultPreferences, theme: 'dark', textSize: 200, wrapCode: true })
    expect(undo.getAttribute('aria-disabled')).toBe('true')
    const asked = bridge.inputsOf('preferences.set').length
    await click(undo)
    expect(bridge.inputsOf('preferences.set')).toHaveLength(asked)
  })

  it('are taken back by the key that types Z, wherever the layout has it', async () => {
    const { show } = await setUp()
    await show()
    const light = radio('Theme', 'Light')
    await click(light)
    await doing(() => fireEvent.keyDown(light, { code: 'KeyZ', key: 'y', ctrlKey: true }))
    expect(shown().theme, 'a German Y').toBe('light')
    await doing(() => fireEvent.keyDown(light, { code: 'KeyY', key: 'z', ctrlKey: true }))
    expect(shown().theme, 'a German Z').toBe('system')
    await click(light)
    await doing(() => fireEvent.keyDown(light, { code: 'KeyZ', key: 'я', ctrlKey: true }))
    expect(shown().theme, 'where Z is typed by no key').toBe('system')
  })

  it('do not flicker when main tells of the first of two changes', async () => {
    const { bridge, show, emit } = await setUp()
    bridge.answer('preferences.set', () => new Promise<null>(() => undefined))
    await show()
    await click(radio('Theme', 'Dark'))
    await click(radio('Accent colour', 'Iris'))
    await emit('preferences.changed', { preferences: { ...defaultPreferences, theme: 'dark' } })
    expect(shown()).toMatchObject({ theme: 'dark', accent: 'iris' })
  })
})

describe('the size of the text', () => {
  it('goes up and down its scale by the menu, stops at its ends and comes back', async () => {
    const { emit, bridge } = await setUp()
    const to = (size: 'larger' | 'smaller' | 'usual') => emit('app.command', { command: `${size}Text` })
    for (let presses = 0; presses < 8; presses++) await to('larger')
    expect(shown().textSize).toBe(200)
    expect(bridge.inputsOf('preferences.set')).toHaveLength(5)
    for (let presses = 0; presses < 9; presses++) await to('smaller')
    expect(shown().textSize).toBe(85)
    await to('usual')
    expect(shown().textSize).toBe(100)
  })
})

describe('the look of the page', () => {
  it('stays as main wrote it until main has said what is chosen, then follows every change', async () => {
    document.documentElement.setAttribute('data-theme', 'dark')
    document.documentElement.setAttribute('data-text-size', '150')
    resetState()
    followAppearance()
    usePreferencesStore.setState({ undoable: [] })
    expect(attribute('data-theme')).toBe('dark')
    const { emit } = await setUp({ theme: 'dark', textSize: 150, motion: 'reduced', contrast: 'high' })
    expect([attribute('data-theme'), attribute('data-text-size')]).toEqual(['dark', '150'])
    expect([attribute('data-motion'), attribute('data-contrast')]).toEqual(['reduced', 'more'])
    await emit('preferences.changed', { preferences: { ...defaultPreferences, theme: 'light', accent: 'rose', density: 'compact' } })
    expect(attribute('data-theme')).toBe('light')
    expect(attribute('data-accent')).toBe('rose')
    expect(attribute('data-density')).toBe('compact')
    expect([attribute('data-motion'), attribute('data-contrast')]).toEqual([null, null])
  })
})

it('what reads the reading preferences does not render when the look changes', async () => {
  const { emit } = await setUp()
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useReadingPreferences()
  })
  await emit('preferences.changed', { preferences: { ...defaultPreferences, theme: 'dark', accent: 'moss' } })
  expect(renders).toBe(1)
  await emit('preferences.changed', { preferences: { ...defaultPreferences, follow: 'stay' } })
  expect(result.current.follow).toBe('stay')
})
