// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { doing, openWindow } from '../../testing/openWindow'
import { matchesSearch } from '../../state/settingsSearch'

async function setUp() {
  const opened = await openWindow([], { preferences: defaultPreferences })
  await opened.emit('app.command', { command: 'showSettings' })
  return opened
}

const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search settings' })
const search = (text: string) => doing(() => fireEvent.change(field(), { target: { value: text } }))
const press = (target: Element, key: string, more: KeyboardEventInit = {}) => doing(() => fireEvent.keyDown(target, { key, ...more }))
const found = () => within(screen.getByRole('region', { name: 'Settings found' }))
const headings = () =>
  found()
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent)

describe('the search in the settings', () => {
  it('finds settings of every section by their names, hints and choices, and says how many', async () => {
    await setUp()
    await search('high contrast')
    expect(headings()).toEqual(['Appearance', 'Contrast'])
    expect(found().getByText('1 setting found.')).toBeTruthy()
    expect(await screen.findByText('1 setting found.', { selector: '[role=status]' }), 'and it is heard').toBeTruthy()
    await search('scroll sideways')
    expect(found().getByRole('switch', { name: 'Wrap long lines of code' })).toBeTruthy()
    await search('TEMPÉRATURE')
    expect(found().getByRole('spinbutton', { name: 'Temperature' })).toBeTruthy()
    expect(headings()).toContain('Generation')
    await search('schema')
    expect(found().getByText('1 setting found.')).toBeTruthy()
    await search('new chat')
    expect(headings()).toContain('Keyboard')
    await search('licences')
    expect(found().getByRole('button', { name: 'Show the licences' })).toBeTruthy()
  })

  it('shows no section, group or button of a section without a setting that matches', async () => {
    await setUp()
    await search('accent')
    expect(headings()).toEqual(['Appearance', 'Accent colour'])
    expect(screen.queryByRole('button', { name: /^Reset/ })).toBeNull()
    expect(screen.queryByRole('tab')).toBeNull()
  })

  it('says that nothing is found', async () => {
    await setUp()
    await search('xyzzy')
    expect(found().getByText('No setting matches “xyzzy”.')).toBeTruthy()
    expect(found().queryByRole('heading')).toBeNull()
  })

  it('changes what was found, and takes it back with Ctrl+Z outside the field alone', async () => {
    const { bridge } = await setUp()
    await search('accent')
    const moss = found().getByRole('radio', { name: 'Moss' })
    await doing(() => fireEvent.click(moss))
    await press(field(), 'z', { code: 'KeyZ', ctrlKey: true })
    expect(bridge.inputsOf('preferences.set')).toEqual([{ accent: 'moss' }])
    await press(moss, 'z', { code: 'KeyZ', ctrlKey: true })
    expect(bridge.inputsOf('preferences.set')).toEqual([{ accent: 'moss' }, { accent: defaultPreferences.accent }])
  })

  it('is reached with Ctrl+F, leads down to the first setting, and is emptied by Esc before the settings close', async () => {
    await setUp()
    await press(screen.getByRole('tab', { name: 'Appearance' }), 'f', { code: 'KeyF', ctrlKey: true })
    expect(document.activeElement).toBe(field())
    await search('wrap')
    await press(field(), 'ArrowDown')
    const wrap = found().getByRole('switch', { name: 'Wrap long lines of code' })
    expect(document.activeElement).toBe(wrap)
    await press(wrap, 'Escape')
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    expect(screen.getByRole('tab', { name: 'Appearance' })).toBeTruthy()
    await press(field(), 'Escape')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is empty when the settings are opened again', async () => {
    const { emit } = await setUp()
    await search('wrap')
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Close' })))
    await emit('app.command', { command: 'showSettings' })
    expect(field().value).toBe('')
  })
})

it('finds every text by any of its words, in any order, whatever their case', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé]{1,8}$/), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(words, (given) => {
      const typed = [...given].reverse().join(' ').toUpperCase()
      expect(matchesSearch([given.join(' '), undefined], typed)).toBe(true)
      expect(matchesSearch([given.join(' ')], `${typed} 7`)).toBe(false)
    })
  )
})
