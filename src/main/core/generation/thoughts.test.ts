import { describe, expect, it } from 'vitest'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { asOpened, other } from '../testing/setUpCore'
import { setUpGenerations, setUpReady } from '../testing/setUpGenerations'
import { until } from '../testing/manualClock'

const thinker = { thought: ['Let', ' me', ' see'], reply: ['Four', '.'] }

describe('a reply that begins with a thought', () => {
  it('has it apart from its text, with its tokens and its time', async () => {
    const { send, gate, ended, storedReply, events } = await setUpReady(thinker)
    gate.open()
    const { generation } = await send('Two and two?')
    const message = await ended(generation.generationId)
    expect(message).toMatchObject({ text: 'Four.', thought: { text: 'Let me see', tokens: 3 }, stats: { tokens: 5 } })
    expect(await storedReply(message)).toEqual(message)
    const { generationId } = generation
    expect(events.thoughtsOf(generationId)).toEqual(thinker.thought)
    expect(events.phasesOf(generationId).filter((kind) => kind === 'thinking' || kind === 'writing')).toEqual(['thinking', 'writing'])
  })

  it('is thought for no later reply: the model reads the text alone', async () => {
    const { send, gate, ended, prompts } = await setUpReady(thinker)
    gate.open()
    const first = await send('Two and two?')
    await ended(first.generation.generationId)
    const second = await send('And three more?', first.conversation.id, first.message.id)
    await ended(second.generation.generationId)
    expect(prompts[1]).toEqual([
      { role: 'user', text: 'Two and two?' },
      { role: 'assistant', text: 'Four.' },
      { role: 'user', text: 'And three more?' }
    ])
    expect(first.conversation.title).toBe('Two and two?')
  })

  it('stopped in its thought, keeps it, and goes on in it', async () => {
    const { send, gate, ended, call, prompts, storedReply } = await setUpReady(thinker)
    const sent = await send('Two and two?')
    await gate.until('write', 2)
    await call('generation.stop', sent.generation)
    gate.pass()
    const stopped = await ended(sent.generation.generationId)
    expect(stopped).toMatchObject({ text: '', thought: { text: 'Let me', tokens: 2 }, status: { kind: 'stopped' }, stats: { tokens: 2 } })
    expect(await storedReply(stopped)).toEqual(stopped)

    gate.open()
    const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: stopped.id })
    const whole = await ended(more.generation.generationId)
    expect(prompts[1]?.at(-1)).toEqual({ role: 'assistant', text: '', thought: { text: 'Let me', isOpen: true } })
    expect(whole).toMatchObject({ text: 'Four.', thought: { text: 'Let me see', tokens: 3 }, stats: { tokens: 5 } })
    expect(whole.parts).toMatchObject([
      { from: 0, thoughtFrom: 0 },
      { from: 0, thoughtFrom: 'Let me'.length }
    ])
  })

  it('stopped in its thought, is answered anew by another model, which reads nothing of that thought', async () => {
    const { send, gate, ended, call, prompts, models } = await setUpReady(thinker)
    const sent = await send('Two and two?')
    await gate.until('write', 2)
    await call('generation.stop', sent.generation)
    gate.open()
    const stopped = await ended(sent.generation.generationId)
    await call('model.load', { modelId: other.model.id })
    await until(() => models.status.kind === 'ready' && models.status.model.id === other.model.id)
    const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: stopped.id })
    const whole = await ended(more.generation.generationId)
    expect(prompts[1]).toEqual([{ role: 'user', text: 'Two and two?' }])
    expect(whole).toMatchObject({ text: 'Four.', thought: { text: 'Let me\n\nLet me see' } })
    expect(whole.parts.map(({ modelName, thoughtFrom }) => [modelName, thoughtFrom])).toEqual([
      ['Starter', 0],
      ['Other', 'Let me'.length]
    ])
  })

  it('stopped in its text, goes on in that; the thought is over', async () => {
    const { send, gate, ended, call, prompts } = await setUpReady(thinker)
    const sent = await send('Two and two?')
    await gate.until('write', 4)
    await call('generation.stop', sent.generation)
    gate.open()
    const stopped = await ended(sent.generation.generationId)
    const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: stopped.id })
    expect(await ended(more.generation.generationId)).toMatchObject({ text: 'Four.', thought: stopped.thought })
    expect(prompts[1]?.at(-1)).toEqual({ role: 'assistant', text: 'Four', thought: { text: 'Let me see', isOpen: false } })
  })

  it('whose thought fills the room has no text, and can be continued', async () => {
    const { send, gate, ended, call } = await setUpReady({ ...thinker, contextSize: 7 })
    gate.open()
    const sent = await send('Why?')
    const full = await ended(sent.generation.generationId)
    expect(full).toMatchObject({ text: '', thought: { tokens: 3 }, status: { kind: 'complete', reason: 'contextFull' } })
    const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: full.id })
    const { status, thought, parts } = await ended(more.generation.generationId)
    expect({ status: status.kind, thought, parts }, 'nothing is lost where there is no room').toEqual({
      status: 'failed',
      thought: full.thought,
      parts: full.parts
    })
  })

  it('is shown whole to a window that opens in the middle of the thought', async () => {
    const { send, gate, call, events } = await setUpReady(thinker)
    const { generation, conversation, message } = await send('Two and two?')
    await gate.until('write', 2)
    const opened = await call('conversation.open', { conversationId: conversation.id })
    const late = opened.messages.find(({ id }) => id === message.id)
    expect(late).toMatchObject({ text: '', thought: { text: 'Let me' } })
    expect(opened.generations[0]?.phase.kind).toBe('thinking')
    gate.open()
    await until(() => events.hasEnded(generation.generationId))
    const later = events.of(generation.generationId).filter(({ sequence }) => sequence > (opened.generations[0]?.sequence ?? Infinity))
    expect(later.flatMap(({ event }) => (event.kind === 'thought' ? [event.text] : []))).toEqual([' see'])
  })

  it('is saved as it thinks: Hearth cut off in the middle loses a quarter of a second, and Continue goes on in it', async () => {
    const memory = memoryConversationStore()
    const openStore = () => Promise.resolve(asOpened(memory))
    const first = setUpGenerations(thinker, { openStore })
    await first.ready()
    const sent = await first.send('Two and two?')
    await first.gate.until('write', 2)
    await first.clock.advance(250)

    const second = setUpGenerations(thinker, { openStore })
    await second.ready()
    second.gate.open()
    const read = (await memory.readConversation(sent.conversation.id))?.messages.at(-1)
    expect(read).toMatchObject({ text: '', thought: { text: 'Let me', tokens: 2 }, status: { kind: 'interrupted' } })
    const more = await second.call('generation.continue', { conversationId: sent.conversation.id, messageId: sent.message.id })
    expect(await second.ended(more.generation.generationId)).toMatchObject({ text: 'Four.', thought: { text: 'Let me see' } })
  })
})
