import { describe, expect, it } from 'vitest'
import { StorageFailure } from '../errors/storageFailure'
import { until } from '../testing/manualClock'
import { setUpGenerations, type GenerationWorld } from '../testing/setUpGenerations'

const long = 'word '.repeat(200)

/** The context has room for 100 tokens; no model is loaded yet. */
async function setUp(): Promise<GenerationWorld> {
  const world = setUpGenerations({ contextSize: 100 })
  await world.openStore()
  return world
}

describe('a message that turns out to be too long once the model is ready', () => {
  it('goes back into the draft, and a notice says so with both numbers', async () => {
    const { send, ended, disk, stored, notices } = await setUp()
    const { generation, conversation } = await send(long)
    await ended(generation.generationId)
    await until(() => notices.notices.length > 0)
    expect(await stored(conversation.id)).toEqual([])
    expect(await disk.store.readDraft(conversation.id)).toBe(long)
    const error = { code: 'generation.messageTooLong', params: { limit: 75 } }
    expect(notices.notices).toMatchObject([{ tone: 'error', content: { kind: 'messageUnsent', error, title: conversation.title } }])
  })

  it('is taken off the screen after its generation has ended, and its text handed to the window', async () => {
    const { send, ended, events, notices } = await setUp()
    const { generation, conversation, userMessage, message } = await send(long)
    await ended(generation.generationId)
    await until(() => notices.notices.length > 0)
    expect(events.payloads('message.removed')).toEqual([
      { conversationId: conversation.id, messageIds: [userMessage.id, message.id], text: long }
    ])
    expect(events.payloads('conversation.saved').at(-1)).toEqual({ conversation: { ...conversation, activeLeafId: null } })
    expect(events.all.slice(-4).map(({ name }) => name)).toEqual([
      'generation.event',
      'message.removed',
      'conversation.saved',
      'notice.shown'
    ])
  })

  it('leaves the chat and what was being written in it as they were', async () => {
    const { send, gate, ended, call, clock, launcher, models, disk, stored, ready } = await setUp()
    await ready()
    gate.open()
    const first = await send('Hello')
    await ended(first.generation.generationId)
    launcher.last.die()
    await until(() => models.status.kind === 'loading')
    const late = await send(long, first.conversation.id, first.message.id)
    await call('conversation.saveDraft', { conversationId: first.conversation.id, text: 'Being written' })
    await clock.advance(1_000)
    await ended(late.generation.generationId)
    expect(await disk.store.readDraft(first.conversation.id)).toBe(`Being written\n\n${long}`)
    expect((await stored(first.conversation.id)).map(({ id }) => id)).toEqual([first.userMessage.id, first.message.id])
    const { conversation } = await call('conversation.open', { conversationId: first.conversation.id })
    expect(conversation.activeLeafId).toBe(first.message.id)
  })

  it('stays, and its reply says why, where the disk refuses', async () => {
    const { send, ended, disk, storedReply, notices } = await setUp()
    disk.faults.set('removeMessages', new StorageFailure('diskFull', '13'))
    const { generation, message } = await send(long)
    const error = { code: 'generation.contextFull', params: { counts: { limit: 75 } } }
    expect(await ended(generation.generationId)).toMatchObject({ text: '', status: { kind: 'failed', error } })
    expect(await storedReply(message)).toMatchObject({ status: { kind: 'failed' } })
    expect(notices.notices).toEqual([])
  })
})
