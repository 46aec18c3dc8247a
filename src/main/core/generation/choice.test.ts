import { describe, expect, it } from 'vitest'
import type { Prompt, SeededSampling } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import { defaultChoice, type Preset } from '../../../shared/domain/presets'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { until } from '../testing/manualClock'
import { setUpCore } from '../testing/setUpCore'

const choiceOf = (changes: Partial<GenerationChoice>): GenerationChoice => ({ ...defaultChoice, ...changes })

/** Core with an engine that keeps what it was asked. */
async function open() {
  const asked: { prompt: Prompt; sampling: SeededSampling }[] = []
  let held = Promise.resolve()
  class Listening extends FakeEngine {
    override generate: FakeEngine['generate'] = (prompt, sampling, options) => {
      asked.push({ prompt, sampling: sampling as SeededSampling })
      return super.generate(prompt, sampling, options)
    }
  }
  const store = memoryConversationStore()
  const core = setUpCore({ engine: () => new Listening({ step: () => held }), store })
  await core.ready()
  const send = async (text: string, conversationId: string | null = null, parentId: string | null = null) => {
    const before = asked.length
    const sent = await core.call('generation.send', { conversationId, parentId, text })
    return {
      ...sent,
      isAsked: () => until(() => asked.length > before),
      isOver: () => until(() => core.events.hasEnded(sent.generation.generationId))
    }
  }
  /** Halts the engine before its next step; returns what lets it go on. */
  const halt = (): (() => void) => {
    let goOn = (): void => {}
    held = new Promise((resolve) => (goOn = resolve))
    return goOn
  }
  return { ...core, store, asked, halt, send }
}

describe('what was chosen for a conversation', () => {
  it('is what its next replies are generated with, and no other conversation’s', async () => {
    const { call, asked, send } = await open()
    const first = await send('one')
    await first.isOver()
    const { id } = first.conversation
    await call('conversation.choose', { conversationId: id, choice: choiceOf({ settings: { temperature: 0, maxTokens: 2 } }) })
    const second = await send('two', id, first.message.id)
    await second.isOver()
    const other = await send('three')
    await other.isOver()
    expect(asked.map(({ sampling }) => [sampling.temperature, sampling.maxTokens])).toEqual([
      [0.2, null],
      [0, 2],
      [0.2, null]
    ])
  })

  it('is stored with the reply, so that a later change rewrites nothing', async () => {
    const { call, store, send, events } = await open()
    const sent = await send('one')
    await sent.isOver()
    await call('conversation.choose', { conversationId: sent.conversation.id, choice: choiceOf({ settings: { temperature: 1.5 } }) })
    const again = await call('generation.start', { conversationId: sent.conversation.id, parentId: sent.userMessage.id })
    await until(() => events.hasEnded(again.generation.generationId))
    const found = await store.readConversation(sent.conversation.id)
    expect(found?.messages.slice(1)).toMatchObject([
      { parts: [{ settings: { temperature: 0.2 } }] },
      { parts: [{ settings: { temperature: 1.5 } }] }
    ])
    expect(found?.conversation.choice).toEqual(choiceOf({ settings: { temperature: 1.5 } }))
  })

  it('is stored with the reply by name and with its system prompt as it was read, whatever becomes of the preset', async () => {
    const { call, send, store, preferences } = await open()
    const own: Preset = { id: 'own', name: 'Poet', settings: {}, systemPrompt: 'Rhyme.' }
    preferences.set({ presets: [own] })
    const first = await send('one')
    await first.isOver()
    const { id } = first.conversation
    await call('conversation.choose', { conversationId: id, choice: choiceOf({ presetId: 'own' }) })
    const second = await send('two', id, first.message.id)
    await second.isOver()
    preferences.set({ presets: [{ ...own, name: 'Other', systemPrompt: 'Do not rhyme.' }] })
    const replies = ((await store.readConversation(id))?.messages ?? []).filter((message) => message.role === 'assistant')
    expect(replies.map(({ parts: [part] }) => [part?.presetId, part?.presetName])).toEqual([
      ['recommended', undefined],
      [undefined, 'Poet']
    ])
    expect(replies[0]?.parts[0]).not.toHaveProperty('systemTextId')
    const textId = replies[1]?.parts[0]?.systemTextId ?? ''
    expect(await call('conversation.readText', { conversationId: id, textId })).toBe('Rhyme.')
  })

  it('counts as of its turn for a message that waits', async () => {
    const { call, asked, halt, send } = await open()
    const goOn = halt()
    const first = await send('one')
    await first.isAsked()
    const { id } = first.conversation
    const second = await send('two', id, first.message.id)
    await call('conversation.choose', { conversationId: id, choice: choiceOf({ settings: { topK: 7 } }) })
    goOn()
    await second.isOver()
    expect(asked.at(-1)?.sampling.topK).toBe(7)
  })

  it('goes back to what is chosen for every chat', async () => {
    const { call, asked, send, settings } = await open()
    settings.values.generation = choiceOf({ presetId: 'balanced' })
    const first = await send('one')
    await first.isOver()
    await call('conversation.choose', { conversationId: first.conversation.id, choice: choiceOf({ presetId: 'precise' }) })
    const second = await send('two', first.conversation.id, first.message.id)
    await second.isOver()
    await call('conversation.choose', { conversationId: first.conversation.id, choice: null })
    const third = await send('three', first.conversation.id, second.message.id)
    await third.isOver()
    expect(asked.map(({ sampling }) => [sampling.temperature, sampling.repeatPenalty])).toEqual([
      [0.7, 1.1],
      [0.2, 1],
      [0.7, 1.1]
    ])
  })

  it('has its system prompt in front, with the variables filled in, and the model’s own where it is blank', async () => {
    const { call, asked, send, clock } = await open()
    const first = await send('one')
    await first.isOver()
    const { id } = first.conversation
    await call('conversation.choose', { conversationId: id, choice: choiceOf({ systemPrompt: 'Today is {{date}}.' }) })
    const second = await send('two', id, first.message.id)
    await second.isOver()
    await call('conversation.choose', { conversationId: id, choice: choiceOf({ systemPrompt: '  ' }) })
    await (await send('three', id, second.message.id)).isOver()
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    expect(asked.map(({ prompt }) => prompt[0])).toEqual([
      { role: 'user', text: 'one' },
      { role: 'system', text: `Today is ${day}.` },
      { role: 'user', text: 'one' }
    ])
  })

  it('is refused as a whole where a value is out of bounds, and what was chosen before stays', async () => {
    const { call, store, send } = await open()
    const { conversation, isOver } = await send('one')
    await isOver()
    const choose = (choice: unknown): Promise<unknown> =>
      call('conversation.choose', { conversationId: conversation.id, choice: choice as never })
    await choose(choiceOf({ settings: { topP: 0.5 } }))
    for (const settings of [{ temperature: 3 }, { temperature: NaN }, { topK: 1.5 }, { stopTexts: [''] }, { seed: -1 }, { maxTokens: '4' }])
      await expect(choose({ ...defaultChoice, settings }), JSON.stringify(settings)).rejects.toThrow('"code":"request.invalid"')
    expect((await store.readHead(conversation.id))?.choice).toEqual(choiceOf({ settings: { topP: 0.5 } }))
  })
})

describe('what was chosen for the next new chat', () => {
  it('is kept for the next start, goes into the chat with its first message, and then is gone', async () => {
    const { call, asked, send, settings } = await open()
    const choice = choiceOf({ presetId: 'creative', settings: { seed: 5 } })
    await call('conversation.choose', { conversationId: null, choice })
    expect((await call('app.start', {})).newChoice).toEqual(choice)
    const { conversation, isOver } = await send('one')
    await isOver()
    expect(conversation.choice).toEqual(choice)
    expect(asked[0]?.sampling).toMatchObject({ seed: 5, temperature: 1.1, minP: 0.05 })
    expect(settings.values.newChoice).toBeNull()
    const next = await send('two')
    await next.isOver()
    expect(next.conversation.choice).toBeUndefined()
  })
})
