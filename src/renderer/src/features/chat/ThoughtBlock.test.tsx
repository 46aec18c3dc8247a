// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AssistantMessage } from '../../../../shared/domain/message'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

const thought = { text: 'First this.\n\nThen <b>that</b>.', tokens: 9, ms: 12_300 }
const article = () => screen.getByRole('article', { name: 'Assistant' })
const toggle = (name: string | RegExp) => within(article()).getByRole('button', { name })
const shownThought = () => within(article()).queryByRole('region', { name: 'What the model thought' })
const click = (name: string | RegExp) => doing(() => fireEvent.click(toggle(name)))
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

function chatWith(text: string, more: Partial<AssistantMessage>) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, text, more)
  return { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], reply }
}

describe('what the model thought', () => {
  it('is one closed line above the text, which opens and closes', async () => {
    await openWindow([chatWith('Yes', { thought })])
    expect(toggle('Thought for 12 s').getAttribute('aria-expanded')).toBe('false')
    expect(article().textContent).not.toContain('First this')
    await click('Thought for 12 s')
    expect(toggle('Thought for 12 s').getAttribute('aria-expanded')).toBe('true')
    const paragraphs = [...(shownThought()?.querySelectorAll('p') ?? [])]
    expect(paragraphs.map(({ textContent, dir }) => [textContent, dir])).toEqual([
      ['First this.', 'auto'],
      ['Then <b>that</b>.', 'auto']
    ])
    expect(shownThought()?.tabIndex).toBe(0)
    expect(shownThought()?.id).toBe(toggle('Thought for 12 s').getAttribute('aria-controls'))
    await click('Thought for 12 s')
    expect(shownThought()).toBeNull()
  })

  it('is no part of the text, nor of what is copied', async () => {
    const { bridge } = await openWindow([chatWith('Yes', { thought })])
    expect(article().querySelector('.message-text')?.textContent).toBe('Yes')
    await click('Copy')
    expect(bridge.inputsOf('clipboard.write')).toEqual([{ text: 'Yes', html: '<p>Yes</p>' }])
  })

  it('is not there where a reply has none', async () => {
    await openWindow([chatWith('Yes', {})])
    expect(within(article()).queryByRole('button', { name: /Th(ought|inking)/ })).toBeNull()
  })

  it('can be ended while it grows, once, so that the model answers', async () => {
    const chat = chatWith('', growing)
    const generation = aGeneration(chat.reply, { kind: 'reading', done: 1, total: 1 })
    const stream = streamOf(generation, chat.reply)
    const { emit, bridge } = await openWindow([{ ...chat, generations: [generation] }])
    await emit('generation.event', stream.phase({ kind: 'thinking', tokens: 214, tokensPerSecond: 40 }))
    await emit('generation.event', stream.thought('Hm'))
    await click('Answer now')
    await click('Answer now')
    expect(bridge.inputsOf('generation.answerNow')).toEqual([{ generationId: generation.generationId }])
    expect(toggle('Answer now').getAttribute('aria-disabled')).toBe('true')
    await emit('generation.event', stream.phase({ kind: 'writing', tokens: 215, tokensPerSecond: 40 }))
    expect(within(article()).queryByRole('button', { name: 'Answer now' })).toBeNull()
  })

  it('grows while the model thinks, open or closed, and then tells its time', async () => {
    const chat = chatWith('', growing)
    const generation = aGeneration(chat.reply, { kind: 'reading', done: 1, total: 1 })
    const stream = streamOf(generation, chat.reply)
    const { emit } = await openWindow([{ ...chat, generations: [generation] }])
    await emit('generation.event', stream.phase({ kind: 'thinking', tokens: 214, tokensPerSecond: 40 }))
    await emit('generation.event', stream.thought('Hm'))
    expect(toggle('Thinking… 214 tokens')).toBeTruthy()
    expect(article().textContent).toContain('40.0 tok/s')
    await doing(() => vi.advanceTimersByTime(100))
    expect(screen.getByRole('status').textContent).toBe('Thinking… 214 tokens')
    await click(/Thinking/)
    await emit('generation.event', stream.thought(', well'))
    expect(shownThought()?.textContent).toBe('Hm, well')
    expect(article().querySelector('.caret'), 'no text is written yet').toBeNull()
    await emit('generation.event', stream.phase({ kind: 'writing', tokens: 215, tokensPerSecond: 40 }))
    await emit('generation.event', stream.delta('Yes'))
    expect(toggle('Thought for a moment')).toBeTruthy()
    expect(article().querySelector('.message-text')?.textContent).toBe('Yes')
    await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
    expect(shownThought()?.textContent, 'what was opened stays open').toBe('Hm, well')
  })

  it('has in a window that opens late what was thought before', async () => {
    const chat = chatWith('', { ...growing, thought })
    const generation = aGeneration(chat.reply, { kind: 'thinking', tokens: 9, tokensPerSecond: 40 }, 7)
    const stream = streamOf(generation, chat.reply)
    const { emit } = await openWindow([{ ...chat, generations: [generation] }])
    await click('Thinking… 9 tokens · 12 s')
    await emit('generation.event', stream.thought(' And on.'))
    expect(shownThought()?.textContent).toBe('First this.Then <b>that</b>. And on.')
  })

  it('stopped in the middle stays, and can be continued', async () => {
    const { bridge } = await openWindow([chatWith('', { thought, status: { kind: 'stopped' } })])
    expect(article().textContent).toContain('Stopped by you')
    expect(toggle('Thought for 12 s')).toBeTruthy()
    expect(within(article()).queryByRole('button', { name: 'Copy' }), 'there is no text to copy').toBeNull()
    bridge.answer('generation.continue', () => new Promise(() => undefined))
    await click('Continue')
    expect(bridge.inputsOf('generation.continue')).toHaveLength(1)
  })

  it('without an answer is said in words, with Try again', async () => {
    const { bridge } = await openWindow([chatWith('', { thought })])
    expect(article().textContent).toContain('The model only thought and wrote no answer.')
    expect(within(article()).queryByRole('button', { name: 'Continue' })).toBeNull()
    bridge.answer('generation.start', () => new Promise(() => undefined))
    await click('Try again')
    expect(bridge.inputsOf('generation.start')).toHaveLength(1)
  })

  it('that filled the room says so, and can be continued', async () => {
    await openWindow([chatWith('', { thought, status: { kind: 'complete', reason: 'lengthLimit' } })])
    expect(article().textContent).toContain('The thought used all the tokens that a reply may have')
    expect(toggle('Continue')).toBeTruthy()
  })
})
