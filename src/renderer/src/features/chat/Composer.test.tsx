// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultPreferences } from '../../../../shared/domain/windowPreferences'
import { Refused } from '../../testing/fakeBridge'
import { doing, openWindow, type TestWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing } from '../../testing/samples'

const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const write = (text: string) => fireEvent.input(composer(), { target: { value: text } })
const press = (key: string, more: object = {}) => doing(() => fireEvent.keyDown(composer(), { key, ...more }))

function aChat(title = 'A') {
  const conversation = aConversation(title)
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'R')
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], question, reply }
}

/** Main takes every message and queues or starts its reply. */
function takesMessages({ bridge }: TestWindow, conversation = aConversation('Hello')) {
  bridge.answer('generation.send', ({ text, parentId }) => {
    const userMessage = aQuestion(conversation.id, text, parentId)
    const message = aReply(userMessage, '', growing)
    return { conversation: { ...conversation, activeLeafId: message.id }, userMessage, message, generation: aGeneration(message) }
  })
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

describe('the composer', () => {
  it('sends with Enter, exactly what was written, below the leaf that is shown', async () => {
    const chat = aChat()
    const view = await openWindow([chat])
    takesMessages(view, chat.conversation)
    write('  two\nlines ')
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toEqual([
      { conversationId: chat.conversation.id, parentId: chat.reply.id, text: '  two\nlines ' }
    ])
    expect(composer().value).toBe('')
    expect(screen.getAllByRole('article')).toHaveLength(4)
  })

  it('begins a conversation from the empty page and stays where the person writes', async () => {
    const view = await openWindow([])
    takesMessages(view)
    write('Hello')
    await press('Enter')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Hello')
    expect(screen.getByRole('listitem').textContent).toContain('Hello')
    expect(document.activeElement).toBe(composer())
  })

  it('does not send with Shift, nor while an input method composes, nor with the key that ends it', async () => {
    const view = await openWindow([])
    write('こんにちは')
    await press('Enter', { shiftKey: true })
    await press('Enter', { isComposing: true })
    await press('Enter', { keyCode: 229 })
    fireEvent.compositionEnd(composer())
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toEqual([])
    vi.advanceTimersByTime(1)
    takesMessages(view)
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toHaveLength(1)
  })

  it('begins a line with Enter and sends with Ctrl and Enter where that is chosen', async () => {
    const view = await openWindow([], { preferences: { ...defaultPreferences, enterSends: false } })
    takesMessages(view)
    write('Hello')
    await press('Enter')
    await press('Enter', { shiftKey: true })
    await press('Enter', { ctrlKey: true, isComposing: true })
    expect(view.bridge.inputsOf('generation.send')).toEqual([])
    await press('Enter', { ctrlKey: true })
    expect(view.bridge.inputsOf('generation.send')).toHaveLength(1)
  })

  it('leaves the direction of a text to the browser, but not that of a long one', async () => {
    await openWindow([])
    expect(composer().dir, 'that of the window').toBe('')
    write('שלום')
    expect(composer().dir).toBe('auto')
    write(`שלום ${'x'.repeat(6000)}`)
    expect(composer().dir).toBe('rtl')
    write(`hello ${'x'.repeat(6000)}`)
    expect(composer().dir).toBe('ltr')
    write('')
    expect(composer().dir).toBe('')
  })

  it('does not send what is blank, nor twice', async () => {
    const view = await openWindow([])
    takesMessages(view)
    write(' \n\t')
    await press('Enter')
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true)
    expect(view.bridge.inputsOf('generation.send')).toEqual([])
    write('Hello')
    fireEvent.keyDown(composer(), { key: 'Enter' })
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toHaveLength(1)
  })

  it('keeps what is typed while the message is on its way', async () => {
    const chat = aChat()
    const view = await openWindow([chat])
    takesMessages(view, chat.conversation)
    write('First')
    await act(async () => {
      fireEvent.keyDown(composer(), { key: 'Enter' })
      fireEvent.input(composer(), { target: { value: 'First and more' } })
      await Promise.resolve()
    })
    expect(composer().value).toBe(' and more')
  })

  it('keeps the text and says why when it is refused, until something is changed', async () => {
    const view = await openWindow([aChat()])
    view.bridge.answer('generation.send', () => {
      throw new Refused({ code: 'generation.messageTooLong', params: { tokens: 12_345, limit: 8192 } })
    })
    write('A very long message')
    await press('Enter')
    expect(screen.getByRole('alert').textContent).toContain('12,345 tokens, and it can read at most 8,192')
    expect(composer().value).toBe('A very long message')
    write('A shorter one')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says so once when a fault keeps the message from being sent, and sends it when asked again', async () => {
    const chat = aChat()
    const view = await openWindow([chat])
    view.bridge.answer('generation.send', () => {
      throw new TypeError('a fault')
    })
    write('Hello')
    await press('Enter')
    expect(screen.getByRole('alert').textContent).toBe(
      'Something in Hearth went wrong. It has been written to the log.Nothing that was saved is lost. Try it again; if it happens again, close Hearth and open it.'
    )
    expect(composer().value).toBe('Hello')
    takesMessages(view, chat.conversation)
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toHaveLength(2)
    expect(composer().value).toBe('')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('refuses in words what no call can carry', async () => {
    const view = await openWindow([])
    write('x'.repeat(1_000_001))
    await press('Enter')
    expect(screen.getByRole('alert').textContent).toContain('1,000,001 characters')
    expect(view.bridge.inputsOf('generation.send')).toEqual([])
  })

  it('saves the draft 300 ms after the last key', async () => {
    const chat = aChat()
    const { bridge } = await openWindow([chat])
    write('Hal')
    vi.advanceTimersByTime(299)
    write('Half')
    vi.advanceTimersByTime(299)
    expect(bridge.inputsOf('conversation.saveDraft')).toEqual([])
    vi.advanceTimersByTime(1)
    expect(bridge.inputsOf('conversation.saveDraft')).toEqual([{ conversationId: chat.conversation.id, text: 'Half' }])
  })

  it('gives every conversation its own draft', async () => {
    const [one, two] = [aChat('One'), { ...aChat('Two'), draft: 'Saved before' }]
    const { bridge } = await openWindow([one, two])
    write('Unsent')
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^Two/ })))
    expect(bridge.inputsOf('conversation.saveDraft')).toEqual([{ conversationId: one.conversation.id, text: 'Unsent' }])
    expect(composer().value).toBe('Saved before')
    await doing(() => fireEvent.click(screen.getByRole('button', { name: /^One/ })))
    expect(composer().value).toBe('Unsent')
  })

  it('restores the draft of a new chat', async () => {
    await openWindow([], { newDraft: 'Begun yesterday' })
    expect(composer().value).toBe('Begun yesterday')
  })

  it('has Stop in the place of Send, and both when something is written meanwhile', async () => {
    const { question, conversation } = aChat()
    const reply = aReply(question, 'Half', growing)
    const generations = [aGeneration(reply, { kind: 'writing', tokens: 3, tokensPerSecond: null })]
    const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations }
    const view = await openWindow([chat])
    takesMessages(view, conversation)
    expect(screen.getByRole('button', { name: 'Stop' })).toHaveProperty('disabled', false)
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
    write('Next')
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', false)
    await press('Enter')
    expect(view.bridge.inputsOf('generation.send')).toMatchObject([{ parentId: reply.id, text: 'Next' }])
  })
})
