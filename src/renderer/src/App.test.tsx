// @vitest-environment happy-dom
import { defaultPreferences } from '../../shared/domain/windowPreferences'
import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { doing, openWindow } from './testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, larger, readyModel, starter } from './testing/samples'
import { Refused } from './testing/fakeBridge'

function aChat() {
  const conversation = aConversation('Streaming versus waiting')
  const question = aQuestion(conversation.id, 'Why?')
  const reply = aReply(question, 'Because.')
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
}

async function violations(): Promise<string[]> {
  // Colours are not laid out here; styles.test.ts computes them.
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

describe('the window', () => {
  it('opens on the empty page the first time, ready to write', async () => {
    await openWindow([])
    expect(screen.getByRole('heading', { level: 1, name: 'New chat' })).toBeTruthy()
    expect(screen.getByText(/saved on this computer only/)).toBeTruthy()
    expect(screen.getByText('A small model comes with Hearth. It is often wrong; a larger one knows more.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true)
  })

  it('says more about models when it is asked: what the starter is good for, what a larger one gives, and how to have one', async () => {
    await openWindow([])
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'More about models' })))
    const words = screen.getByRole('dialog', { name: 'More about models' }).textContent
    expect(words).toMatch(/Qwen2\.5 Coder 0\.5B Instruct \(491 MB\)It comes with Hearth .* does best with .* It knows little/)
    expect(words).toMatch(/A larger modelIt knows more, .* needs more memory\. Put its file, which ends in \.gguf,/)
    expect(await violations()).toEqual([])
  })

  it('fills the composer with an example, to be changed before it is sent', async () => {
    const { bridge } = await openWindow([])
    fireEvent.click(screen.getByRole('button', { name: /Make a list/ }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toContain('packing list')
    expect(bridge.inputsOf('generation.send')).toEqual([])
  })

  it('opens the chat that was open', async () => {
    await openWindow([aChat()])
    const log = screen.getByRole('log', { name: 'Conversation' })
    expect(within(log).getByRole('article', { name: 'You' }).textContent).toContain('Why?')
    expect(within(log).getByRole('article', { name: 'Assistant' }).textContent).toContain('Because.')
    expect(log.getAttribute('aria-live')).toBe('off')
    expect(log.getAttribute('aria-busy')).toBe('false')
  })

  it('says why the saved chats cannot be read, and tries again', async () => {
    const error = { code: 'storage.locked' } as const
    const { bridge } = await openWindow([], { storage: { kind: 'unavailable', error } })
    expect(screen.getByRole('alert').textContent).toContain('in use by another program')
    const chat = aChat()
    bridge.answer('app.start', () => ({
      conversations: { conversations: [chat.conversation], next: null },
      openConversationId: null,
      newDraft: '',
      generations: [],
      models: [starter],
      listing: { status: 'listed', problems: [] },
      model: readyModel,
      silence: { loading: null, generating: null },
      storage: { kind: 'ready' },
      notices: [],
      preferences: defaultPreferences,
      newChoice: null,
      region: 'en-US'
    }))
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
      await new Promise((resolve) => setTimeout(resolve))
    })
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('list', { name: 'Conversations' }).textContent).toContain('Streaming versus waiting')
  })

  it('says so when it cannot start at all', async () => {
    const view = await openWindow([])
    view.bridge.answer('app.start', () => {
      throw new Refused({ code: 'internal' })
    })
    const { start } = await import('./state/startActions')
    await act(start)
    expect(screen.getByRole('alert').textContent).toContain('Something in Hearth went wrong.')
  })

  it('shows notices until they are dismissed', async () => {
    const { bridge, emit } = await openWindow([aChat()])
    await emit('notice.shown', { notice: { id: 'n', tone: 'info', content: { kind: 'recovered' } } })
    expect(screen.getByText('The model was loaded again.')).toBeTruthy()
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Dismiss' })))
    expect(screen.queryByText('The model was loaded again.')).toBeNull()
    expect(bridge.inputsOf('app.dismissNotice')).toEqual([{ id: 'n' }])
  })

  it('carries out what the menu asks', async () => {
    const chat = aChat()
    const other = aConversation('Packing list', { updatedAt: 1 })
    const { bridge, emit } = await openWindow([chat, { conversation: other, messages: [] }])
    await emit('app.command', { command: 'copyLastReply' })
    expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: 'Because.', html: '<p>Because.</p>' }])
    await emit('app.command', { command: 'openChat2' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Packing list')
    await emit('app.command', { command: 'newChat' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('New chat')
    expect(bridge.inputsOf('conversation.leave')).toHaveLength(1)
    await emit('app.command', { command: 'toggleSidebar' })
    expect(screen.queryByRole('navigation')).toBeNull()
    await emit('app.command', { command: 'showShortcuts' })
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' }).textContent).toContain('Try the last reply againCtrl+Shift+R')
  })

  it('has nothing that assistive technology stumbles over', async () => {
    await openWindow([])
    expect(await violations()).toEqual([])
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'And?', chat.messages[1]?.id)
    const reply = aReply(asked, 'Half', growing)
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    const generations = [aGeneration(reply, { kind: 'writing', tokens: 3, tokensPerSecond: 40 })]
    const error = { code: 'model.invalidFile', params: { file: 'a.gguf', fault: { kind: 'empty' } } } as const
    await openWindow([{ conversation, messages: [...chat.messages, asked, reply], generations }], {
      models: [starter, larger],
      model: { kind: 'failed', model: larger, error }
    })
    expect(await violations()).toEqual([])
  })
})
