import { describe, expect, it, vi } from 'vitest'
import { StorageFailure } from '../errors/storageFailure'
import { writeJson } from '../../../shared/contract/jsonMember'
import { until } from '../testing/manualClock'
import { setUpReady, type GenerationWorld } from '../testing/setUpGenerations'

const unknown = '00000000-0000-7000-8000-000000000001'

async function withReply({ send, gate, ended }: GenerationWorld, text = 'Hello') {
  gate.open()
  const sent = await send(text)
  const message = await ended(sent.generation.generationId)
  return { ...sent, message }
}

describe('a conversation', () => {
  it('opens with its messages and its draft, and is the open one at the next start', async () => {
    const world = await setUpReady()
    const { conversation, userMessage, message } = await withReply(world)
    const at = { conversationId: conversation.id }
    await world.call('conversation.saveDraft', { ...at, text: 'More' })
    const opened = await world.call('conversation.open', at)
    expect(opened).toEqual({ conversation, messages: [userMessage, message], generations: [], draft: 'More', place: null })
    expect((await world.call('app.start', {})).openConversationId).toBe(conversation.id)
    await world.call('conversation.leave', {})
    expect((await world.call('app.start', {})).openConversationId).toBeNull()
  })

  it('is not read on its way to the page, unless a reply grows in it', async () => {
    const world = await setUpReady()
    const { send, gate, call, ended } = world
    const { conversation, generation, userMessage } = await send('Hello')
    await gate.until('write', 2)
    const open = async (): Promise<unknown> =>
      JSON.parse(writeJson({ ok: true, value: await call('conversation.open', { conversationId: conversation.id }) }))
    const parse = vi.spyOn(JSON, 'parse')
    expect(await open()).toMatchObject({ value: { messages: [userMessage, { status: { kind: 'streaming' } }], generations: [{}] } })
    gate.open()
    const message = await ended(generation.generationId)
    parse.mockClear()
    expect(await open()).toMatchObject({ value: { messages: [userMessage, message], generations: [] } })
    expect(parse, 'by the test alone').toHaveBeenCalledOnce()
    parse.mockRestore()
  })

  it('is the open one at the next start from its first message on', async () => {
    const world = await setUpReady()
    const { conversation } = await withReply(world)
    expect((await world.call('app.start', {})).openConversationId).toBe(conversation.id)
  })

  it('is written as the open one at once when it is made, not when it is opened again', async () => {
    const world = await setUpReady()
    const first = await withReply(world)
    expect(world.settings.flushes).toBe(1)
    await withReply(world)
    for (let times = 0; times < 5; times++) {
      await world.call('conversation.open', { conversationId: first.conversation.id })
      await world.call('conversation.leave', {})
    }
    expect(world.settings.flushes).toBe(2)
    await world.close()
    expect(world.settings.flushes).toBe(3)
  })

  it('is refused in words when it is not there', async () => {
    const { refusal } = await setUpReady()
    const at = { conversationId: unknown }
    expect(await refusal('conversation.open', at)).toMatchObject({ code: 'request.unknown' })
    expect(await refusal('conversation.restore', at)).toMatchObject({ code: 'request.unknown' })
    expect(await refusal('conversation.showVariant', { ...at, messageId: unknown })).toMatchObject({ code: 'request.unknown' })
  })

  it('that is deleted is out of the list, and comes back with everything', async () => {
    const world = await setUpReady()
    const { conversation, userMessage, message } = await withReply(world)
    const at = { conversationId: conversation.id }
    await world.call('conversation.open', at)
    await world.call('conversation.delete', at)
    expect(await world.call('app.start', {})).toMatchObject({ conversations: { conversations: [] }, openConversationId: null })
    expect(world.events.payloads('conversation.removed')).toEqual([at])
    expect(await world.call('conversation.restore', at)).toEqual(conversation)
    expect((await world.call('conversation.open', at)).messages).toEqual([userMessage, message])
  })

  it('that is deleted while its reply is generated keeps what was written by then', async () => {
    const { send, gate, call, ended, stored } = await setUpReady()
    const { conversation, generation, message } = await send('Hello')
    await gate.until('write', 2)
    await call('conversation.delete', { conversationId: conversation.id })
    gate.open()
    await ended(generation.generationId)
    await call('conversation.restore', { conversationId: conversation.id })
    expect((await stored(conversation.id)).find(({ id }) => id === message.id)).toMatchObject({
      text: 'One two',
      status: { kind: 'stopped' }
    })
  })

  it('that is deleted while a message is saved in it is gone with that message, whose reply is stopped', async () => {
    const world = await setUpReady()
    const { call, refusal, send, ended, disk, events } = world
    const { conversation, message } = await withReply(world)
    const letSave = disk.hold('save')
    const letDelete = disk.hold('setDeleted')
    const sending = send('More', conversation.id, message.id)
    await until(() => disk.calls.filter((each) => each === 'save').length === 2)
    const deleting = call('conversation.delete', { conversationId: conversation.id })
    letSave()
    const { generation } = await sending
    await until(() => disk.calls.includes('setDeleted'))
    expect(events.phasesOf(generation.generationId).at(-1)).toBe('stopping')
    letDelete()
    await deleting
    expect(await ended(generation.generationId)).toMatchObject({ text: '', status: { kind: 'stopped' } })
    expect(await call('app.start', {})).toMatchObject({ conversations: { conversations: [] }, generations: [], openConversationId: null })
    expect(await refusal('conversation.open', { conversationId: conversation.id })).toMatchObject({ code: 'request.unknown' })
    expect(events.all.findLast(({ name }) => name.startsWith('conversation.'))?.name).toBe('conversation.removed')
  })

  it('that is deleted with messages that wait has them in its draft when it comes back, and its queue is empty', async () => {
    const { send, gate, call, ended, stored, events } = await setUpReady()
    const first = await send('First')
    const { id } = first.conversation
    await gate.until('write', 2)
    const second = await send('Second', id, first.message.id)
    await send('Third', id, second.message.id)
    const variant = await call('generation.start', { conversationId: id, parentId: first.userMessage.id })
    const elsewhere = await send('Elsewhere')
    await call('conversation.saveDraft', { conversationId: id, text: 'Being written' })
    await call('conversation.delete', { conversationId: id })
    gate.open()
    await ended(first.generation.generationId)
    await ended(variant.generation.generationId)
    expect(await ended(elsewhere.generation.generationId), 'what waits elsewhere gets its turn').toMatchObject({
      status: { kind: 'complete' }
    })
    await call('conversation.restore', { conversationId: id })
    expect(await stored(id)).toEqual([first.userMessage, expect.objectContaining({ id: first.message.id, status: { kind: 'stopped' } })])
    expect(await call('conversation.open', { conversationId: id })).toMatchObject({
      draft: 'Being written\n\nSecond\n\nThird',
      generations: []
    })
    expect(events.payloads('message.removed').map(({ text }) => text)).toEqual(['Second', 'Third', undefined])
    expect(events.all.filter(({ name }) => name === 'conversation.removed')).toHaveLength(1)
  })

  it('that cannot be deleted keeps its queue where the disk takes nothing', async () => {
    const { send, refusal, disk, gate, ended } = await setUpReady()
    const first = await send('First')
    const second = await send('Second', first.conversation.id, first.message.id)
    disk.faults.set('removeMessages', new StorageFailure('diskFull', '13'))
    expect(await refusal('conversation.delete', { conversationId: first.conversation.id })).toMatchObject({ code: 'storage.diskFull' })
    disk.faults.clear()
    gate.open()
    expect(await ended(second.generation.generationId)).toMatchObject({ status: { kind: 'complete' } })
  })

  it('stays, and its reply is generated on, when the disk does not let it be deleted before anything was stopped', async () => {
    const { send, refusal, disk, events, gate } = await setUpReady()
    const { conversation, generation } = await send('Hello')
    disk.faults.set('setDeleted', new StorageFailure('diskFull', '13'))
    expect(await refusal('conversation.delete', { conversationId: conversation.id })).toMatchObject({ code: 'storage.diskFull' })
    expect(events.payloads('conversation.removed')).toEqual([])
    gate.open()
    await until(() => events.hasEnded(generation.generationId))
  })

  it('shows the newest branch below a variant', async () => {
    const world = await setUpReady()
    const first = await withReply(world)
    const below = await world.send('More', first.conversation.id, first.message.id)
    await world.ended(below.generation.generationId)
    const again = await world.call('generation.start', { conversationId: first.conversation.id, parentId: first.userMessage.id })
    await world.ended(again.generation.generationId)
    const shown = await world.call('conversation.showVariant', { conversationId: first.conversation.id, messageId: first.message.id })
    expect(shown.activeLeafId).toBe(below.message.id)
    expect(world.events.payloads('conversation.saved').at(-1)).toEqual({ conversation: shown })
  })
})

describe('the list', () => {
  it('comes in pages: the newest with the start, older ones when they are asked for, each conversation once', async () => {
    const { call, disk, openStore } = await setUpReady()
    await openStore()
    const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
    for (let n = 0; n < 230; n++) {
      await disk.store.save({ id: id(n), title: `${n}`, createdAt: n, updatedAt: n, activeLeafId: null }, [])
    }
    const titles: string[] = []
    const pages: number[] = []
    let page = (await call('app.start', {})).conversations
    for (;;) {
      pages.push(page.conversations.length)
      titles.push(...page.conversations.map(({ title }) => title))
      if (page.next === null) break
      page = await call('conversation.list', { from: page.next })
    }
    expect(pages).toEqual([40, 40, 40, 40, 40, 30])
    expect(titles).toEqual(Array.from({ length: 230 }, (_, n) => `${229 - n}`))
  })

  it('refuses a page that no earlier one named', async () => {
    const { refusal } = await setUpReady()
    expect(await refusal('conversation.list', { from: 'nonsense' })).toMatchObject({ code: 'request.invalid' })
  })
})
