import { describe, expect, it } from 'vitest'
import type { AssistantMessage } from '../../shared/domain/message'
import { GenerationStream } from './generationStream'
import { ManualClock } from './testing/manualClock'
import { RecordedEvents } from './testing/recordedEvents'
import { createUuidv7 } from './uuidv7'

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
  stats: null,
  settings: null,
  contextStartId: null,
  modelName: null
}

function setUp() {
  const clock = new ManualClock()
  const events = new RecordedEvents()
  return { clock, events, stream: new GenerationStream(ids, { kind: 'waitingForModel' }, { clock, events }) }
}

describe('the stream of a generation', () => {
  it('sends the first text at once and merges what comes within a frame', async () => {
    const { clock, events, stream } = setUp()
    stream.text('a', 1, null)
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
    stream.text('b', 2, null)
    stream.text('c', 3, null)
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
    await clock.advance(16)
    expect(events.deltasOf(ids.generationId)).toEqual(['a', 'bc'])
  })

  it('sends text at once again after a pause', async () => {
    const { clock, events, stream } = setUp()
    stream.text('a', 1, null)
    await clock.advance(40)
    stream.text('b', 2, null)
    expect(events.deltasOf(ids.generationId)).toEqual(['a', 'b'])
  })

  it('sends at most one delta per frame, however fast the text comes', async () => {
    const { clock, events, stream } = setUp()
    for (let ms = 0; ms < 160; ms++) {
      stream.text('x', ms, null)
      await clock.advance(1)
    }
    expect(events.deltasOf(ids.generationId).length).toBeLessThanOrEqual(11)
    expect(stream.sentText).toBe('x'.repeat(160))
  })

  it('sends the first text at once even right after numbers of the prompt', () => {
    const { events, stream } = setUp()
    stream.reading(16, 64)
    stream.reading(32, 64)
    stream.text('a', 1, null)
    expect(events.phasesOf(ids.generationId)).toEqual(['reading', 'writing'])
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
  })

  it('tells the newest number of tokens read, once per frame', async () => {
    const { clock, events, stream } = setUp()
    for (const done of [16, 32, 48, 64]) stream.reading(done, 64)
    await clock.advance(16)
    const numbers = events
      .of(ids.generationId)
      .flatMap(({ event }) => (event.kind === 'phase' && event.phase.kind === 'reading' ? [event.phase.done] : []))
    expect(numbers).toEqual([16, 64])
  })

  it('tells numbers of tokens written at most four times a second', async () => {
    const { clock, events, stream } = setUp()
    for (let ms = 0; ms < 1_000; ms += 10) {
      stream.text('x', ms, 100)
      await clock.advance(10)
    }
    expect(events.phasesOf(ids.generationId).length).toBeLessThanOrEqual(5)
    expect(events.phasesOf(ids.generationId).length).toBeGreaterThanOrEqual(4)
  })

  it('discards what was not sent when it is stopped, and says so at once', async () => {
    const { clock, events, stream } = setUp()
    stream.text('a', 1, null)
    stream.text('b', 2, null)
    stream.stop()
    expect(events.phasesOf(ids.generationId).at(-1)).toBe('stopping')
    stream.text('c', 3, null)
    stream.reading(1, 2)
    stream.showPhase({ kind: 'waitingForModel' })
    stream.stop()
    stream.flush()
    await clock.advance(1_000)
    expect(events.deltasOf(ids.generationId)).toEqual(['a'])
    expect(events.phasesOf(ids.generationId).at(-1)).toBe('stopping')
  })

  it('ends once, last, with the whole message', async () => {
    const { clock, events, stream } = setUp()
    stream.text('a', 1, null)
    stream.text('b', 2, null)
    stream.flush()
    stream.end(message)
    stream.text('c', 3, null)
    await clock.advance(1_000)
    expect(events.of(ids.generationId).at(-1)?.event).toEqual({ kind: 'ended', message })
    expect(events.deltasOf(ids.generationId)).toEqual(['a', 'b'])
    expect(() => stream.end(message)).toThrow('twice')
  })

  it('numbers its events from one, without a gap', () => {
    const { events, stream } = setUp()
    expect(stream.state.sequence).toBe(0)
    stream.reading(1, 2)
    stream.text('a', 1, null)
    stream.stop()
    stream.end(message)
    expect(events.of(ids.generationId).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
    expect(stream.state.sequence).toBe(5)
  })
})
