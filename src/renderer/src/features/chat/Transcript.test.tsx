// @vitest-environment happy-dom
import { fireEvent, screen, within, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { MessageStatus } from '../../../../shared/domain/message'
import { defaultChoice } from '../../../../shared/domain/presets'
import { useContextStore } from '../../state/contextStore'
import { doing, openWindow, type Stored } from '../../testing/openWindow'
import { Refused } from '../../testing/fakeBridge'
import { aConversation, aGeneration, aLedger, aPart, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

function aChat() {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, 'R')
  const stored: Stored = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }
  return { ...stored, question, reply }
}
const withReply = (status: MessageStatus, text = 'Half') => {
  const { conversation, question } = aChat()
  const reply = aReply(question, text, { status })
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], reply }
}
const click = (name: string) => doing(() => fireEvent.click(screen.getByRole('button', { name })))
const lastReply = () => screen.getAllByRole('article', { name: 'Assistant' }).at(-1)
const lost = { code: 'engine.lost' } as const

describe('the transcript', () => {
  it('shows what the person wrote as it is, and a reply as its Markdown means it, without reading either as HTML', async () => {
    const text = 'One\n\n  two <b>bold</b> **stars** 👩‍👩‍👧 e\u0301'
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, text)
    const reply = aReply(question, text)
    await openWindow([{ conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply] }])
    const own = screen.getByRole('article', { name: 'You' }).querySelector('.message-text')
    expect(own?.textContent).toBe(text)
    expect(own?.getAttribute('dir')).toBe('auto')
    const paragraphs = [...(lastReply()?.querySelectorAll('p') ?? [])]
    expect(paragraphs.map(({ textContent, dir }) => [textContent, dir])).toEqual([
      ['One', 'auto'],
      ['two <b>bold</b> stars 👩‍👩‍👧 e\u0301', 'auto']
    ])
    expect(lastReply()?.querySelector('strong')?.textContent).toBe('stars')
  })

  it('shows the reply as it grows, with its numbers, until it has ended', async () => {
    const { question, conversation } = aChat()
    const reply = aReply(question, '', growing)
    const generation = aGeneration(reply, { kind: 'reading', done: 1284, total: 3020 })
    const stream = streamOf(generation, reply)
    const { emit } = await openWindow([
      { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
    ])
    expect(lastReply()?.textContent).toContain('Reading 1,284 of 3,020 tokens…')
    expect(screen.getByRole('log').getAttribute('aria-busy')).toBe('true')
    await emit('generation.event', stream.phase({ kind: 'writing', tokens: 1, tokensPerSecond: null }))
    await emit('generation.event', stream.delta('Hello'))
    expect(lastReply()?.textContent).toContain('Hello')
    expect(lastReply()?.textContent).toContain('Writing… 1 token')
    const row = lastReply()
    await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
    expect(lastReply()?.textContent).toContain('86 tokens · 41.7 tok/s · first token 0.18 s · finished')
    expect(lastReply()).toBe(row)
    expect(screen.getByRole('log').getAttribute('aria-busy')).toBe('false')
  })

  it.each<{ status: MessageStatus; words: string }>([
    { status: { kind: 'stopped' }, words: 'Stopped by you · 86 tokens' },
    { status: { kind: 'interrupted' }, words: 'Hearth was closed while this was being written' },
    { status: { kind: 'failed', error: lost }, words: 'The model stopped unexpectedly. Everything up to here is saved.' },
    { status: { kind: 'complete', reason: 'lengthLimit' }, words: 'length limit reached' },
    { status: { kind: 'complete', reason: 'contextFull' }, words: 'context full' },
    { status: { kind: 'complete', reason: 'repeats' }, words: 'repeats itself' }
  ])('lets a cut reply be continued: $status.kind', async ({ status, words }) => {
    const chat = withReply(status)
    const { bridge } = await openWindow([chat])
    bridge.answer('generation.continue', () => {
      const message = { ...chat.reply, ...growing }
      return { conversation: chat.conversation, message: { ...message, status: { kind: 'streaming' } }, generation: aGeneration(message) }
    })
    expect(lastReply()?.textContent).toContain(words)
    await click('Continue')
    expect(bridge.inputsOf('generation.continue')).toEqual([{ conversationId: chat.conversation.id, messageId: chat.reply.id }])
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })

  it('reads an error out where it happened', async () => {
    await openWindow([withReply({ kind: 'failed', error: lost })])
    expect(within(screen.getByRole('log')).getByRole('alert').textContent).toContain('The model stopped unexpectedly.')
  })

  it('offers no Continue for what is complete', async () => {
    await openWindow([aChat()])
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
  })

  it('writes another variant with Try again, and goes back and forth between them', async () => {
    const chat = aChat()
    const { bridge, emit } = await openWindow([chat])
    const second = aReply(chat.question, '', growing)
    const conversation = { ...chat.conversation, activeLeafId: second.id }
    const generation = aGeneration(second)
    const stream = streamOf(generation, second)
    bridge.answer('generation.start', () => ({ conversation, message: second, generation }))
    bridge.answer('conversation.showVariant', ({ messageId }) => ({ ...conversation, activeLeafId: messageId }))
    await click('Try again')
    expect(bridge.inputsOf('generation.start')).toEqual([{ conversationId: conversation.id, parentId: chat.question.id }])
    await emit('generation.event', stream.delta('Another'))
    await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
    expect(lastReply()?.textContent).toContain('2 of 2')
    await click('Previous variant')
    expect(lastReply()?.textContent).toContain('R')
    expect(lastReply()?.textContent).toContain('1 of 2')
    await click('Previous variant')
    expect(bridge.inputsOf('conversation.showVariant')).toHaveLength(1)
    await click('Next variant')
    expect(lastReply()?.textContent).toContain('Another')
  })

  it('writes one variant when Try again is pressed twice, and another when it is pressed later', async () => {
    const chat = aChat()
    const { bridge } = await openWindow([chat])
    bridge.answer('generation.start', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    const button = screen.getByRole('button', { name: 'Try again' })
    await doing(() => {
      button.click()
      button.click()
    })
    expect(bridge.inputsOf('generation.start')).toHaveLength(1)
    await click('Try again')
    expect(bridge.inputsOf('generation.start')).toHaveLength(2)
  })

  it('says under the reply why it was refused', async () => {
    const { bridge } = await openWindow([aChat()])
    bridge.answer('generation.start', () => {
      throw new Refused({ code: 'storage.diskFull' })
    })
    await click('Try again')
    expect(within(screen.getByRole('log')).getByRole('alert').textContent).toContain('The disk is full')
  })

  it('copies the reply', async () => {
    const { bridge } = await openWindow([aChat()])
    await doing(() => fireEvent.click(within(lastReply() as HTMLElement).getByRole('button', { name: 'Copy' })))
    expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: 'R', html: '<p>R</p>' }])
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied'))
  })

  it('puts a message that main gives back unasked into the composer, below what is written there', async () => {
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'Far too long', chat.reply.id)
    const reply = aReply(asked, '', { status: { kind: 'streaming' }, stats: null, parts: [] })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    const { bridge, emit } = await openWindow([{ conversation, messages: [...chat.messages, asked, reply], draft: 'Being written' }])
    await emit('message.removed', { conversationId: conversation.id, messageIds: [asked.id, reply.id], text: 'Far too long' })
    await emit('conversation.saved', { conversation: chat.conversation })
    expect(screen.getAllByRole('article')).toHaveLength(2)
    const text = 'Being written\n\nFar too long'
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe(text)
    expect(bridge.inputsOf('conversation.saveDraft').at(-1)).toEqual({ conversationId: conversation.id, text })
    const elsewhere = aConversation('Never opened here').id
    await emit('message.removed', { conversationId: elsewhere, messageIds: [], text: 'Saved by main' })
    expect(bridge.inputsOf('conversation.saveDraft').at(-1)).toEqual({ conversationId: conversation.id, text })
  })

  it('draws where the model no longer reads, with the limit, and nowhere when it reads all', async () => {
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'Next', chat.reply.id)
    const reply = aReply(asked, 'Short memory', { contextStartId: asked.id })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    await openWindow([{ conversation, messages: [...chat.messages, asked, reply] }])
    const boundary = screen.getByText(/no longer read by the model: they did not fit \(limit 8,192 tokens\)/)
    expect(boundary.nextElementSibling?.textContent).toContain('Next')
    await openWindow([chat])
    expect(screen.queryByText(/no longer read/)).toBeNull()
  })

  it('says that the next reply reads what the last one did not, once there is room for it', async () => {
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'Next', chat.reply.id)
    const reply = aReply(asked, 'Short memory', { contextStartId: asked.id })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    const ledger = aLedger()
    await openWindow([{ conversation, messages: [...chat.messages, asked, reply] }])
    await doing(() => useContextStore.setState({ ledger }))
    expect(screen.queryByText(/no longer read/)).toBeNull()
    expect(screen.getByText('Messages above were not read for the last reply. The next one reads them.')).toBeTruthy()
    await doing(() => useContextStore.setState({ ledger: { ...ledger, firstUnreadId: chat.question.id, lastUnreadId: chat.reply.id } }))
    expect(screen.getByText(/no longer read by the model/)).toBeTruthy()
  })

  it('draws where a summary takes the place of what is above, and shows it', async () => {
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'Next', chat.reply.id)
    const summary = { startId: asked.id, textId: '0123456789abcdef0123456789abcdef' }
    const reply = aReply(asked, 'Good memory', { contextStartId: asked.id, parts: [aPart({ summary })] })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    const messages = [...chat.messages, asked, reply]
    const { bridge } = await openWindow([{ conversation, messages }], {}, (main) =>
      main.answer('conversation.readText', () => 'It was about tea.')
    )
    expect(screen.getByText('The model reads a summary of the messages above: they did not fit.')).toBeTruthy()
    expect(screen.queryByText(/no longer read/)).toBeNull()
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Summary' })))
    expect(screen.getByRole('group', { name: 'Summary' }).textContent).toBe('It was about tea.')
    expect(bridge.inputsOf('conversation.readText')).toEqual([{ conversationId: conversation.id, textId: summary.textId }])
  })

  it('draws where the messages begin and end that are not read while the first ones are', async () => {
    const chat = aChat()
    const left = aQuestion(chat.conversation.id, 'Left out', chat.reply.id)
    const leftReply = aReply(left, 'Left out too')
    const asked = aQuestion(chat.conversation.id, 'Next', leftReply.id)
    const reply = aReply(asked, 'Both ends', { contextStartId: asked.id, parts: [aPart({ isFirstKept: true })] })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    await openWindow([{ conversation, messages: [...chat.messages, left, leftReply, asked, reply] }])
    const begins = screen.getByText('Messages from here on are not read by the model: they did not fit (limit 8,192 tokens).')
    expect(begins.nextElementSibling?.textContent).toContain('Left out')
    expect(screen.getByText('From here on, the model reads the chat again.').nextElementSibling?.textContent).toContain('Next')
    expect(screen.queryByText(/no longer read/)).toBeNull()
  })

  it('offers what can be done with a chat that is too long, below the reply that was not made, and holds to it', async () => {
    const chat = aChat()
    const asked = aQuestion(chat.conversation.id, 'Next', chat.reply.id)
    const error = { code: 'generation.chatTooLong', params: { tokens: 900, limit: 800 } } as const
    const reply = aReply(asked, '', { status: { kind: 'failed', error }, stats: null, parts: [] })
    const conversation = { ...chat.conversation, activeLeafId: reply.id }
    const { bridge } = await openWindow([{ conversation, messages: [...chat.messages, asked, reply] }])
    expect(screen.getByRole('alert').textContent).toContain('it has 900 tokens, and there is room for 800')
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
    const answers = within(screen.getByRole('group', { name: 'What to do with this chat' }))
    bridge.answer('conversation.choose', () => null)
    bridge.answer('generation.continue', () => {
      throw new Refused(lost)
    })
    await doing(() => fireEvent.click(answers.getByRole('button', { name: 'Keep the first messages' })))
    expect(bridge.inputsOf('conversation.choose')).toEqual([
      { conversationId: conversation.id, choice: { ...defaultChoice, whenFull: 'keepFirst' } }
    ])
    expect(bridge.inputsOf('generation.continue')).toEqual([{ conversationId: conversation.id, messageId: reply.id }])
  })

  it('opens a long conversation with its last messages', async () => {
    const { conversation } = aChat()
    let parentId: string | null = null
    const messages = Array.from({ length: 100 }, (_, place) => {
      const question = aQuestion(conversation.id, `Question ${place}`, parentId)
      const reply = aReply(question, `Answer ${place}`)
      parentId = reply.id
      return [question, reply]
    }).flat()
    await openWindow([{ conversation: { ...conversation, activeLeafId: parentId }, messages }])
    expect(screen.getAllByRole('article')).toHaveLength(20)
    expect(lastReply()?.textContent).toContain('Answer 99')
  })
})
