import { describe, expect, it } from 'vitest'
import { EngineFailure } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { StorageFailure } from '../errors/storageFailure'
import { until } from '../testing/manualClock'
import { asOpened, libraryOf, setUpCore } from '../testing/setUpCore'
import { setUpGenerations, setUpReady, type GenerationWorld } from '../testing/setUpGenerations'

describe('when something breaks', () => {
  it('keeps the partial reply when the engine dies, and continues it afterwards', async () => {
    const { send, gate, call, ended, clock, launcher, prompts, models } = await setUpReady()
    const { generation, message, conversation } = await send('Hello')
    await gate.until('write', 2)
    launcher.last.die()
    const failed = await ended(generation.generationId)
    expect(failed).toMatchObject({ text: 'One two', status: { kind: 'failed', error: { code: 'engine.lost' } }, stats: { tokens: 2 } })
    await clock.advance(1_000)
    await until(() => models.status.kind === 'ready')
    gate.open()
    const more = await call('generation.continue', { conversationId: conversation.id, messageId: message.id })
    const whole = await ended(more.generation.generationId)
    expect(whole).toMatchObject({ id: message.id, text: 'One two three', status: { kind: 'complete' }, stats: { tokens: 3 } })
    expect(prompts.at(-1)?.at(-1)).toEqual({ role: 'assistant', text: 'One two' })
  })

  it('says what the engine could not do, and replies to the next message', async () => {
    const engine = { isBroken: true }
    const world = setUpCore({
      store: memoryConversationStore(),
      engine: () =>
        new FakeEngine({
          step: (step) =>
            engine.isBroken && step.kind === 'write' ? Promise.reject(new EngineFailure('failed', 'Eval has failed')) : Promise.resolve()
        })
    })
    await world.ready()
    const send = () => world.call('generation.send', { conversationId: null, parentId: null, text: 'a' })
    const first = await send()
    await until(() => world.events.hasEnded(first.generation.generationId))
    expect(world.events.of(first.generation.generationId).at(-1)?.event).toMatchObject({
      message: { status: { kind: 'failed', error: { code: 'generation.failed' } } }
    })
    engine.isBroken = false
    const second = await send()
    await until(() => world.events.hasEnded(second.generation.generationId))
    expect(world.events.of(second.generation.generationId).at(-1)?.event).toMatchObject({ message: { status: { kind: 'complete' } } })
  })

  it('logs a bug with its stack and fails the reply', async () => {
    const bug = new TypeError('a bug')
    const world = setUpCore({
      store: memoryConversationStore(),
      engine: () => new FakeEngine({ step: ({ kind }) => (kind === 'read' ? Promise.reject(bug) : Promise.resolve()) })
    })
    await world.ready()
    const sent = await world.call('generation.send', { conversationId: null, parentId: null, text: 'a' })
    await until(() => world.events.hasEnded(sent.generation.generationId))
    expect(world.bugs).toContainEqual({ message: 'While generating', thrown: bug })
  })

  it('goes on writing into memory when the disk fills up, shows all of it, and saves it when there is room', async () => {
    const { send, gate, ended, call, clock, disk, storedReply, events } = await setUpReady()
    const { generation, conversation } = await send('Hello')
    await gate.until('write', 1)
    disk.faults.set('saveReplyText', new StorageFailure('diskFull', '13'))
    disk.faults.set('saveReply', new StorageFailure('diskFull', '13'))
    await clock.advance(250)
    gate.open()
    const shown = await ended(generation.generationId)
    expect(shown).toMatchObject({
      text: 'One two three',
      status: { kind: 'failed', error: { code: 'storage.replyNotSaved', params: { because: 'diskFull' } } }
    })
    const opened = await call('conversation.open', { conversationId: conversation.id })
    expect(opened.messages.at(-1)).toEqual(shown)
    disk.faults.clear()
    await clock.advance(5_000)
    const saved = await storedReply(shown)
    expect(saved).toMatchObject({ text: 'One two three', status: { kind: 'complete' } })
    expect(events.payloads('message.saved').at(-1)).toEqual({ message: saved })
  })

  it.each(['deleted', 'removed'])('is harmless when the conversation of a running generation is %s', async (how) => {
    const { send, gate, ended, call, bugs, disk } = await setUpReady()
    const { generation, conversation, userMessage } = await send('Hello')
    await gate.until('write', 1)
    if (how === 'deleted') await call('conversation.delete', { conversationId: conversation.id })
    else await disk.store.removeMessages({ ...conversation, activeLeafId: null }, [userMessage.id])
    gate.open()
    await ended(generation.generationId)
    expect(bugs).toEqual([])
    const next = await send('Next')
    expect(await ended(next.generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })

  it('ends a reply that is stopped while the models folder does not respond', async () => {
    const never = () => new Promise<never>(() => undefined)
    const { send, call, ended, openStore } = setUpGenerations({}, { library: { ...libraryOf([]), list: never, find: never } })
    await openStore()
    const { generation } = await send('Hello')
    await call('generation.stop', generation)
    expect(await ended(generation.generationId)).toMatchObject({ text: '', status: { kind: 'stopped' } })
  })

  it('keeps the message of a waiting reply that is stopped while the store is lost, and saves that it was stopped', async () => {
    const lose: ((failure: StorageFailure) => void)[] = []
    const world: GenerationWorld = setUpGenerations(
      {},
      { openStore: () => Promise.resolve(asOpened(world.disk.store, { lost: new Promise((resolve) => lose.push(resolve)) })) }
    )
    const { ready, send, call, clock, ended, events, stored, disk } = world
    await ready()
    await send('First')
    const { generation, conversation, userMessage, message } = await send('Second')
    lose[0]?.(new StorageFailure('writeFailed', 'ended'))
    await until(() => events.payloads('storage.changed').at(-1)?.storage.kind === 'unavailable')
    await call('generation.stop', generation)
    await ended(generation.generationId)
    await call('storage.retry', {})
    await clock.advance(5_000)
    expect((await stored(conversation.id)).map(({ id }) => id)).toEqual([userMessage.id, message.id])
    expect(await disk.store.readDraft(conversation.id)).toBe('')
    const saved = events.payloads('message.saved').at(-1)?.message
    expect(saved).toMatchObject({ id: message.id, status: { kind: 'stopped' } })
    expect(await world.storedReply(message)).toEqual(saved)
  })
})
