// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defaultChoice } from '../../../../shared/domain/presets'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { Refused } from '../../testing/fakeBridge'
import { button, click, field, letters, notes, openInspector, pick, press } from '../../testing/openInspector'
import { doing } from '../../testing/openWindow'

describe('presets', () => {
  it('are chosen, and what was changed comes back with Undo', async () => {
    const choice = { ...defaultChoice, settings: { topK: 5 } }
    const { chosen } = await openInspector({ choice })
    expect(button('Preset: Recommended, changed')).toBeTruthy()
    await pick('menuitemradio', /^Precise/)
    expect(chosen().at(-1)).toEqual({ presetId: 'precise', settings: {}, systemPrompt: null })
    expect(field('Temperature').value).toBe('0.2')
    await click(button('Undo'))
    expect(chosen().at(-1)).toEqual(choice)
  })

  it('are made of what was changed, and are in use then', async () => {
    const { chosen, presets } = await openInspector({ choice: { ...defaultChoice, settings: { topK: 5 }, systemPrompt: 'Rhyme.' } })
    await pick('menuitem', 'Save as a new preset…')
    const name = screen.getByRole('textbox', { name: 'Name of the preset' })
    await click(button('Save'))
    expect(screen.getByRole('alert').textContent).toBe('A preset needs a name.')
    await doing(() => fireEvent.change(name, { target: { value: ' Poems ' } }))
    await click(button('Save'))
    const [saved] = presets()[0] ?? []
    expect(saved).toMatchObject({ name: 'Poems', settings: { topK: 5 }, systemPrompt: 'Rhyme.' })
    expect(chosen().at(-1)).toEqual({ presetId: saved?.id, settings: {}, systemPrompt: null })
    expect(button('Preset: Poems')).toBeTruthy()
    expect(field('Top K').value).toBe('5')
  })

  it('leave the changes in the chat where they cannot be saved', async () => {
    const { bridge, chosen } = await openInspector({ choice: { ...defaultChoice, settings: { topK: 5 } } })
    bridge.answer('preferences.set', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await pick('menuitem', 'Save as a new preset…')
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Poems' } }))
    await click(button('Save'))
    await click(screen.getByRole('button', { name: 'Use these for every chat', hidden: true }))
    expect(chosen()).toEqual([])
    expect(field('Top K').value).toBe('5')
  })

  it('that were imported can be taken back in the settings, and an older change behind them', async () => {
    const { bridge, emit } = await openInspector({ preferences: { presets: [letters] } })
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    await click(button('Duplicate “Letters”'))
    const two = bridge.inputsOf('preferences.set').at(-1)?.presets ?? []
    bridge.answer('presets.import', () => {
      bridge.emit('preferences.changed', { preferences: { ...defaultPreferences, presets: [...two, notes] } })
      return { file: 'a.json', presets: [notes], leftOut: 0 }
    })
    await click(button('Import…'))
    await click(button('Undo the last change'))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ presets: two })
    await click(button('Undo the last change'))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ presets: [letters] })
  })

  it('are never two of one name, and take the changes of the chat in which they are', async () => {
    const { presets, chosen } = await openInspector({
      preferences: { presets: [letters, notes] },
      choice: { presetId: 'letters', settings: { topK: 5 }, systemPrompt: null }
    })
    await pick('menuitem', 'Save as a new preset…')
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Notes' } }))
    await click(button('Save'))
    expect(screen.getByRole('alert').textContent).toBe('There is a preset with this name already.')
    await click(button('Cancel'))
    await pick('menuitem', /^Save the changes in “Letters”/)
    expect(presets()).toEqual([[{ ...letters, settings: { temperature: 0.4, topK: 5 } }, notes]])
    expect(chosen().at(-1)).toEqual({ presetId: 'letters', settings: {}, systemPrompt: null })
  })

  it('are renamed, doubled, moved, deleted and brought back in the settings', async () => {
    const { presets, emit } = await openInspector({ preferences: { presets: [letters, notes] } })
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    const list = () =>
      within(screen.getByRole('list', { name: 'Presets' }))
        .getAllByRole('listitem')
        .map((row) => row.textContent)
    await click(button('Move “Letters” down'))
    expect(list()).toEqual(['Notes', 'Letters'])
    await click(button('Duplicate “Notes”'))
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Letters'])
    await click(button('Rename “Letters”'))
    const name = screen.getByRole('textbox', { name: 'Name of the preset' })
    await doing(() => fireEvent.change(name, { target: { value: 'Notes' } }))
    expect(screen.getByRole('alert').textContent).toBe('There is a preset with this name already.')
    await press(name, 'Enter')
    await press(name, 'Escape')
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Letters'])
    await click(button('Rename “Letters”'))
    const before = presets().length
    await doing(() => fireEvent.change(screen.getByRole('textbox', { name: 'Name of the preset' }), { target: { value: 'Mail' } }))
    await press(screen.getByRole('textbox', { name: 'Name of the preset' }), 'Enter')
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Mail'])
    expect(presets().length, 'one change').toBe(before + 1)
    expect(document.activeElement).toBe(button('Rename “Mail”'))
    await click(button('Delete “Notes”'))
    expect(list()).toEqual(['Notes (copy)', 'Mail'])
    await click(screen.getByRole('button', { name: 'Undo', hidden: true }))
    expect(list()).toEqual(['Notes', 'Notes (copy)', 'Mail'])
    expect(presets().at(-1)?.at(-1)).toEqual({ ...letters, name: 'Mail' })
  })
})

describe('what every chat is generated with', () => {
  it('is changed in the settings, holds for chats without settings of their own, and is reset there', async () => {
    const { emit, bridge } = await openInspector()
    await emit('app.command', { command: 'showSettings' })
    await click(screen.getByRole('tab', { name: 'Generation', hidden: false }))
    const dialog = within(screen.getByRole('dialog'))
    const top = dialog.getByRole('spinbutton', { name: 'Top P' })
    await doing(() => fireEvent.change(top, { target: { value: '0.5' } }))
    await doing(() => fireEvent.blur(top))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ generation: { ...defaultChoice, settings: { topP: 0.5 } } }])
    expect(screen.getAllByRole<HTMLInputElement>('spinbutton', { name: 'Top P', hidden: true }).map(({ value }) => value)).toEqual([
      '0.5',
      '0.5'
    ])
    await click(dialog.getByRole('button', { name: 'Reset generation' }))
    expect(bridge.inputsOf('preferences.set').at(-1)).toEqual({ generation: defaultChoice })
  })

  it('can be that of this chat, and this chat can be as every chat again', async () => {
    const choice = { ...defaultChoice, settings: { topK: 5 } }
    const { bridge, chosen } = await openInspector({ choice })
    await click(button('Use these for every chat'))
    expect(bridge.inputsOf('preferences.set')).toEqual([{ generation: choice }])
    expect(chosen().at(-1)).toBeNull()
    await click(button('Undo'))
    expect(chosen().at(-1)).toEqual(choice)
    await click(button('Use the settings for every chat'))
    expect(chosen().at(-1)).toBeNull()
  })
})
