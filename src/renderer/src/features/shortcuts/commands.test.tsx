// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { chatPlace, commandIds, definitionOf } from '../../../../shared/domain/commands'
import { chordWords } from '../../../../shared/i18n/chordWords'
import { commandWords } from '../../../../shared/i18n/commandWords'
import { useKeyboardStore } from '../../state/shortcutStore'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing } from '../../testing/samples'

const press = (code: string, more: object = {}) =>
  doing(() => fireEvent.keyDown(document.activeElement ?? document.body, { code, ...more }))
const ctrl = { ctrlKey: true }
const ctrlShift = { ctrlKey: true, shiftKey: true }
const keyWords = (keys: string | null) => (keys === null ? null : chordWords(keys, { isMac: false, layout: null }))

const chats = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const conversation = aConversation(`Chat ${index + 1}`, { updatedAt: 1000 - index })
    const question = aQuestion(conversation.id, 'Q')
    const reply = aReply(question, `Reply ${index + 1}\n\n\`\`\`js\ncode(${index + 1})\n\`\`\``)
    return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  })

async function openPalette() {
  await press('KeyP', { ...ctrlShift, key: 'P' })
  await vi.dynamicImportSettled() // the program of the palette comes when it is first opened
  return screen.findByRole('combobox', { name: 'Find a command' })
}
const title = () => screen.getByRole('heading', { level: 1 }).textContent

describe('the commands', () => {
  it('each have a name, and are in the palette and in the list of shortcuts with their keys', async () => {
    await openWindow(chats(9))
    await openPalette()
    const inPalette = screen.getAllByRole('option').map((option) => option.textContent)
    const expected = commandIds.map((id) => {
      const place = chatPlace(id)
      return { name: place === null ? commandWords(id) : `Open “Chat ${place}”`, keys: keyWords(definitionOf(id).keys) ?? '' }
    })
    expect(new Set(expected.map(({ name }) => name)).size).toBe(commandIds.length)
    for (const { name, keys } of expected) {
      expect(inPalette.filter((text) => [`${name}${keys}`, `${name}not now${keys}`].includes(text))).toHaveLength(1)
    }
    expect(inPalette).toHaveLength(commandIds.length)
    await press('Slash', { ...ctrl, key: '/' })
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const id of commandIds.filter((each) => chatPlace(each) === null)) {
      expect(within(sheet).getByText(commandWords(id), { selector: 'dt' }).parentElement?.textContent).toBe(
        `${commandWords(id)}${keyWords(definitionOf(id).keys) ?? 'None'}`
      )
    }
    expect(sheet.textContent).toContain('Open one of the first nine chatsCtrl+1 … Ctrl+9')
  })

  it('run by their keys, wherever the focus is', async () => {
    const { bridge } = await openWindow(chats(3))
    await press('Digit3', { ...ctrl, key: '3' })
    expect(title()).toBe('Chat 3')
    await press('ArrowUp', { ...ctrlShift, key: 'ArrowUp' })
    expect(title()).toBe('Chat 2')
    await press('ArrowUp', { ...ctrlShift, key: 'ArrowUp', repeat: true })
    expect(title(), 'goes on while it is held down').toBe('Chat 1')
    await press('ArrowUp', { ...ctrlShift, key: 'ArrowUp' })
    expect(title()).toBe('Chat 1')
    await press('KeyC', { ...ctrlShift, key: 'C' })
    await press('Semicolon', { ...ctrlShift, key: ':' })
    expect(bridge.inputsOf('clipboard.write').map(({ text }) => text)).toEqual(['Reply 1\n\n```js\ncode(1)\n```', 'code(1)'])
    screen.getAllByRole('button', { name: 'Copy' }).at(-1)?.focus()
    await press('KeyN', { ...ctrl, key: 'n' })
    expect(title()).toBe('New chat')
    await press('ArrowDown', { ...ctrlShift, key: 'ArrowDown' })
    expect(title(), 'the first of the list comes after a new chat').toBe('Chat 1')
    await press('KeyB', { ...ctrl, key: 'b' })
    expect(screen.queryByRole('navigation')).toBeNull()
    await press('KeyB', { ...ctrl, key: 'b', repeat: true })
    expect(screen.queryByRole('navigation'), 'once for each press').toBeNull()
    screen.getByRole('log').focus()
    await press('Escape', { shiftKey: true, key: 'Escape' })
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
  })

  it('leave the keys of an input method to it', async () => {
    await openWindow(chats(2))
    await press('KeyN', { ...ctrl, key: 'n', isComposing: true })
    await press('KeyN', { ...ctrl, key: 'Process', keyCode: 229 })
    expect(title()).toBe('Chat 1')
  })

  it('do nothing where they do not apply, and their keys neither', async () => {
    const conversation = aConversation('Busy')
    const question = aQuestion(conversation.id, 'Q')
    const reply = aReply(question, 'Half', growing)
    const generations = [aGeneration(reply, { kind: 'writing', tokens: 1, tokensPerSecond: null })]
    const { bridge } = await openWindow([
      { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations }
    ])
    const event = new KeyboardEvent('keydown', { code: 'KeyR', key: 'R', ...ctrlShift, cancelable: true, bubbles: true })
    await doing(() => document.body.dispatchEvent(event))
    expect(event.defaultPrevented, 'the window is not loaded again').toBe(true)
    expect(bridge.inputsOf('generation.start')).toEqual([])
  })
})

describe('the palette', () => {
  it('finds commands by words in any order, and says where there is none', async () => {
    await openWindow(chats(1))
    const field = await openPalette()
    expect(document.activeElement).toBe(field)
    await doing(() => fireEvent.change(field, { target: { value: 'LAST cop' } }))
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Copy the last replyCtrl+Shift+C',
      'Copy the last codeCtrl+Shift+;'
    ])
    await doing(() => fireEvent.change(field, { target: { value: 'xyz' } }))
    expect(screen.queryByRole('option')).toBeNull()
    expect(screen.getByText('No command has these words.')).toBeTruthy()
  })

  it('runs what was chosen once it has gone', async () => {
    const { bridge } = await openWindow(chats(1))
    const field = await openPalette()
    await doing(() => fireEvent.change(field, { target: { value: 'last code' } }))
    await doing(() => fireEvent.click(screen.getByRole('option')))
    await waitFor(() => expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: 'code(1)' }]))
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('shows what cannot be used now, and does not run it', async () => {
    const { bridge } = await openWindow([])
    const field = await openPalette()
    await doing(() => fireEvent.change(field, { target: { value: 'try' } }))
    const option = screen.getByRole('option')
    expect(option.getAttribute('aria-disabled')).toBe('true')
    await doing(() => fireEvent.click(option))
    expect(screen.getByRole('combobox')).toBeTruthy()
    expect(bridge.inputsOf('generation.start')).toEqual([])
  })

  it('goes with its own keys, and makes room for the list of shortcuts', async () => {
    await openWindow([])
    await openPalette()
    await press('KeyP', { ...ctrlShift, key: 'P' })
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
    await openPalette()
    await press('Slash', { ...ctrl, key: '/' })
    await waitFor(() => expect(screen.getAllByRole('dialog')).toHaveLength(1))
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
  })
})

describe('shown shortcuts', () => {
  it('follow the layout of the keyboard', async () => {
    await openWindow(chats(1))
    await doing(() => useKeyboardStore.setState({ layout: new Map([['KeyR', 'к']]) }))
    await press('Slash', { ...ctrl, key: '/' })
    expect(screen.getByRole('dialog').textContent).toContain('Try the last reply againCtrl+Shift+К')
  })
})
