import { describe, expect, it } from 'vitest'
import { until } from '../testing/manualClock'
import { setUpReady } from '../testing/setUpGenerations'

describe('the queue', () => {
  it('generates one reply at a time, in the order they came, and says what each waits for', async () => {
    const { send, gate, ended, events, storedReply } = await setUpReady()
    const first = await send('First')
    const second = await send('Second')
    const third = await send('Third')
    expect(second.generation.phase).toEqual({ kind: 'queued', behind: 'First' })
    expect(await storedReply(second.message)).toMatchObject({ status: { kind: 'queued' } })
    gate.open()
    await ended(third.generation.generationId)
    const ends = events.payloads('generation.event').filter(({ event }) => event.kind === 'ended')
    expect(ends.map(({ generationId }) => generationId)).toEqual([first, second, third].map(({ generation }) => generation.generationId))
    const phases = events.of(third.generation.generationId).map(({ event }) => (event.kind === 'phase' ? event.phase : null))
    expect(phases[0]).toEqual({ kind: 'queued', behind: 'Second' })
  })

  it('refuses the sixth message and says how many wait', async () => {
    const { send, refusal, call } = await setUpReady()
    for (const text of ['1', '2', '3', '4', '5']) await send(text)
    const error = await refusal('generation.send', { conversationId: null, parentId: null, text: '6' })
    expect(error).toMatchObject({ code: 'generation.busy', params: { count: 4 } })
    expect((await call('app.start', {})).conversations.conversations.length).toBe(5)
  })

  it('stops one that waits: no text, and the others go on', async () => {
    const { send, gate, ended, call, storedReply } = await setUpReady()
    const first = await send('First')
    const second = await send('Second')
    await call('generation.stop', { generationId: second.generation.generationId })
    const message = await ended(second.generation.generationId)
    expect(message).toMatchObject({ text: '', status: { kind: 'stopped' } })
    expect(await storedReply(message)).toEqual(message)
    gate.open()
    expect(await ended(first.generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })
})

describe('Stop', () => {
  it('closes the gate at once: what was written by then is the reply', async () => {
    const { send, gate, call, ended, events, storedReply } = await setUpReady()
    const { generation } = await send('Hello')
    await gate.until('write', 2)
    const stopping = call('generation.stop', generation)
    expect(events.phasesOf(generation.generationId).at(-1)).toBe('stopping')
    await stopping
    expect(events.hasEnded(generation.generationId)).toBe(false)
    gate.open()
    const message = await ended(generation.generationId)
    expect(message).toMatchObject({ text: 'One two', status: { kind: 'stopped' }, stats: { tokens: 2 } })
    expect(await storedReply(message)).toEqual(message)
  })

  it('counts what is kept: what the engine wrote until Stop reached it is no part of the reply', async () => {
    const { send, gate, call, ended, launcher } = await setUpReady()
    const { generate } = launcher.last
    launcher.last.generate = async (...given) => ({ ...(await generate(...given)), tokens: 9 })
    const { generation, message, conversation } = await send('Hello')
    await gate.until('write', 2)
    await call('generation.stop', generation)
    gate.pass()
    expect((await ended(generation.generationId)).stats).toMatchObject({ tokens: 2, timeToFirstTokenMs: expect.any(Number) as number })
    const again = await call('generation.start', { conversationId: conversation.id, parentId: message.parentId })
    await gate.until('write', 0)
    await call('generation.stop', again.generation)
    gate.pass()
    expect((await ended(again.generation.generationId)).stats).toMatchObject({ tokens: 0, tokensPerSecond: null, timeToFirstTokenMs: null })
  })

  it('works while the prompt is read', async () => {
    const { send, gate, call, ended } = await setUpReady()
    const { generation } = await send('word '.repeat(100))
    await gate.until('read')
    await call('generation.stop', generation)
    gate.open()
    expect(await ended(generation.generationId)).toMatchObject({ text: '', status: { kind: 'stopped' } })
  })

  it('is harmless twice, after the end, and for what never was', async () => {
    const { send, gate, call, ended, events } = await setUpReady()
    const { generation } = await send('Hello')
    await gate.until('write', 1)
    await call('generation.stop', generation)
    await call('generation.stop', generation)
    gate.open()
    await ended(generation.generationId)
    await call('generation.stop', generation)
    await call('generation.stop', { generationId: '00000000-0000-7000-8000-000000000001' })
    expect(events.of(generation.generationId).filter(({ event }) => event.kind === 'ended')).toHaveLength(1)
  })

  it('ends an engine that is not idle within five seconds, loads the model again, and keeps the text', async () => {
    const { send, gate, call, ended, clock, launcher, models, notices, events } = await setUpReady()
    const { generation } = await send('Hello')
    await gate.until('write', 1)
    const stuck = launcher.last
    await call('generation.stop', generation)
    await clock.advance(4_999)
    expect(stuck.isGone).toBe(false)
    await clock.advance(1)
    expect(await ended(generation.generationId)).toMatchObject({ text: 'One', status: { kind: 'stopped' }, stats: { tokens: 1 } })
    expect(stuck.isGone).toBe(true)
    await until(() => models.status.kind === 'ready')
    expect(launcher.last).not.toBe(stuck)
    expect(notices.notices).toMatchObject([{ tone: 'info', content: { kind: 'reloadedAfterStop' } }])
    expect(events.modelStatuses.some((status) => status.kind === 'loading' && status.isRecovery)).toBe(false)
  })
})

describe('closing', () => {
  it('saves what is being written as interrupted, and leaves what waits for the next start', async () => {
    const { send, gate, close, storedReply, launcher } = await setUpReady()
    const first = await send('First')
    const second = await send('Second')
    await gate.until('write', 2)
    const closing = close()
    gate.open()
    await closing
    expect(await storedReply(first.message)).toMatchObject({ text: 'One two', status: { kind: 'interrupted' } })
    expect(await storedReply(second.message)).toMatchObject({ status: { kind: 'queued' } })
    expect(launcher.launched.every(({ isGone }) => isGone)).toBe(true)
  })

  it('leaves what was stopped before as stopped', async () => {
    const { send, call, gate, close, storedReply } = await setUpReady()
    const { message, generation } = await send('First')
    await gate.until('write', 2)
    await call('generation.stop', { generationId: generation.generationId })
    const closing = close()
    gate.open()
    await closing
    expect(await storedReply(message)).toMatchObject({ text: 'One two', status: { kind: 'stopped' } })
  })

  it('takes two seconds at most, even with an engine that hears nothing', async () => {
    const { send, gate, close, storedReply, clock } = await setUpReady()
    const { message } = await send('Hello')
    await gate.until('write', 2)
    let isClosed = false
    const closing = close().then(() => (isClosed = true))
    await clock.advance(2_000)
    await until(() => isClosed)
    await closing
    expect(await storedReply(message)).toMatchObject({ text: 'One two', status: { kind: 'interrupted' } })
  })

  it('refuses what is asked afterwards', async () => {
    const { close, refusal } = await setUpReady()
    await close()
    const late = await refusal('generation.send', { conversationId: null, parentId: null, text: 'Late' })
    expect(late).toMatchObject({ code: expect.any(String) as string })
  })
})
