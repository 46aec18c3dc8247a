import { describe, expect, it } from 'vitest'
import type { AssistantMessage } from '../../../shared/domain/message'
import { ManualClock } from '../testing/manualClock'
import { RecordedEvents } from '../testing/recordedEvents'
import { createUuidv7 } from '../uuidv7'
import { GenerationStream } from './generationStream'

const newId = createUuidv7(() => 0)
const ids = { generationId: newId(), conversationId: newId(), messageId: newId() }
const message: AssistantMessage = {
  role: 'assistant',
  id: ids.messageId,
  conversationId: ids.conversationId,
  parentId: newId(),
  text: 'whole',
  createdAt: 0,
  status: { kind: 'complete', reason: 'finished' },
  thought: null,
  stats: null,
  parts: [],
  contextStartId: null
}

function setUp() {
  const clock = new ManualClock()
  const events = new RecordedEvents()
  const stop = new AbortController()
  return { clock, events, stop, stream: new GenerationStream(ids, { kind: 'waitingForModel' }, stop.signal, { clock, events }) }
}

describe('the stream of a generation', () => {
  it('publishes text as it comes, each piece once', () => {
    const { events, stream } = setUp()
    stream.text('a', { tokens: 1, tokensPerSecond: null })
    stream.text('b', { tokens: 2, tokensPerSecond: null })
    expect(events.deltasOf(ids.generationId)).toEqual(['a', 'b'])
  })

  it('is at most a third more messages than the updates that come, and no longer than their text and their names', async () => {
    const { clock, events, stream } = setUp()
    for (let update = 0; update < 160; update++) {
      stream.text(' six words of a long story', { tokens: 6 * update, tokensPerSecond: 50 })
      await clock.advance(125)
    }
    const published = events.all.filter(({ name }) => name === 'generation.event')
    expect(published.length).toBeLessThan(1.3 * 160)
    expect(JSON.stringify(published).length / 160).toBeLessThan(450)
  })

  it('tells numbers of tokens written about twice a second', async () => {
    const { clock, events, stream } = setUp()
    for (let ms = 0; ms < 1_000; ms += 10) {
      stream.text('x', { tokens: ms, tokensPerSecond: 100 })
      await clock.advance(10)
    }
    expect(events.phasesOf(ids.generationId)).toHaveLength(3)
  })

  it('tells at once that the model thinks, and that it writes', () => {
    const { events, stream } = setUp()
    stream.thought('a', 0, { tokens: 1, tokensPerSecond: null })
    stream.thought('b', 5, { tokens: 2, tokensPerSecond: 200 })
    stream.text('c', { tokens: 3, tokensPerSecond: 200 })
    expect(events.of(ids.generationId).map(({ event }) => event)).toEqual([
      { kind: 'phase', phase: { kind: 'thinking', tokens: 1, tokensPerSecond: null } },
      { kind: 'thought', text: 'a', ms: 0 },
      { kind: 'thought', text: 'b', ms: 5 },
      { kind: 'phase', phase: { kind: 'writing', tokens: 3, tokensPerSecond: 200 } },
      { kind: 'delta', text: 'c' }
    ])
  })

  it('says at once that it is being stopped, and then nothing but its end', () => {
    const { events, stop, stream } = setUp()
    stream.text('a', { tokens: 1, tokensPerSecond: null })
    stop.abort()
    expect(events.phasesOf(ids.generationId).at(-1)).toBe('stopping')
    stream.text('b', { tokens: 2, tokensPerSecond: null })
    stream.thought('b', 1, { tokens: 2, tokensPerSecond: null })
    stream.showPhase({ kind: 'waitingForModel' })
    expect(events.thoughtsOf(ids.generationId)).toEqual([])
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
    expect(events.phasesOf(ids.generationId).at(-1)).toBe('stopping')
    stream.end(message)
    expect(events.of(ids.generationId).at(-1)?.event).toEqual({ kind: 'ended', message })
  })

  it('ends once, last, with the whole message; a stop that comes later says nothing', () => {
    const { events, stop, stream } = setUp()
    stream.text('a', { tokens: 1, tokensPerSecond: null })
    stream.end(message)
    stream.text('b', { tokens: 2, tokensPerSecond: null })
    stop.abort()
    expect(events.of(ids.generationId).at(-1)?.event).toEqual({ kind: 'ended', message })
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
    expect(() => stream.end(message)).toThrow('twice')
  })

  it('numbers its events from one, without a gap', () => {
    const { events, stop, stream } = setUp()
    expect(stream.state.sequence).toBe(0)
    stream.showPhase({ kind: 'reading', done: 1, total: 2 })
    stream.text('a', { tokens: 1, tokensPerSecond: null })
    stop.abort()
    stream.end(message)
    expect(events.of(ids.generationId).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
    expect(stream.state.sequence).toBe(5)
  })
})
