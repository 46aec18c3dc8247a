import { describe, expect, it } from 'vitest'
import { listAll } from '../../storage/testing/listAll'
import { StorageFailure } from '../errors/storageFailure'
import { othersFirst, until } from '../testing/manualClock'
import { libraryOf } from '../testing/setUpCore'
import { setUpGenerations, setUpReady } from '../testing/setUpGenerations'

describe('sending', () => {
  it('has the message and its reply on the disk before the engine is asked', async () => {
    const { send, gate, stored, disk, launcher } = await setUpReady()
    const goOn = disk.hold('save')
    const sending = send('Hello?')
    await othersFirst()
    expect(launcher.last.calls).not.toContain('generate')
    goOn()
    const sent = await sending
    await gate.next()
    const rows = await stored(sent.conversation.id)
    expect(rows).toMatchObject([
      { role: 'user', text: 'Hello?', parentId: null },
      { role: 'assistant', text: '', status: { kind: 'streaming' }, parts: [{ modelName: 'Starter' }] }
    ])
  })

  it('replies, and has the whole reply on the disk before it says so', async () => {
    const { send, gate, ended, storedReply, prompts, events } = await setUpReady()
    gate.open()
    const sent = await send('Hello?')
    const message = await ended(sent.generation.generationId)
    expect(message).toMatchObject({ text: 'One two three', status: { kind: 'complete', reason: 'finished' } })
    expect(message.stats).toMatchObject({ tokens: 3 })
    expect(message.parts).toMatchObject([{ modelName: 'Starter', seed: 42, from: 0 }])
    expect(await storedReply(message)).toEqual(message)
    expect(prompts).toEqual([[{ role: 'user', text: 'Hello?' }]])
    expect(events.phasesOf(sent.generation.generationId)).toContain('reading')
  })

  it('makes a conversation with a title and shows the new reply in it', async () => {
    const { send, gate } = await setUpReady()
    gate.open()
    const { conversation, message, userMessage } = await send('Why is the sky blue?\nTell me.')
    expect(conversation).toMatchObject({ title: 'Why is the sky blue?', activeLeafId: message.id })
    expect(message.parentId).toBe(userMessage.id)
  })

  it('goes on below a reply, and the model reads what was said before', async () => {
    const { send, gate, ended, prompts } = await setUpReady()
    gate.open()
    const first = await send('First')
    await ended(first.generation.generationId)
    const second = await send('Second', first.conversation.id, first.message.id)
    await ended(second.generation.generationId)
    expect(second.conversation).toMatchObject({ id: first.conversation.id, title: 'First', activeLeafId: second.message.id })
    expect(prompts[1]?.map(({ text }) => text)).toEqual(['First', 'One two three', 'Second'])
  })

  it.each(['', '  \n\t'])('refuses the blank message %j', async (text) => {
    const { refusal } = await setUpReady()
    expect(await refusal('generation.send', { conversationId: null, parentId: null, text })).toMatchObject({ code: 'request.invalid' })
  })

  it('refuses a place that is not there, or that is another message of the person', async () => {
    const { refusal, send, gate } = await setUpReady()
    gate.open()
    const { conversation, userMessage } = await send('Hello')
    const unknown = '00000000-0000-7000-8000-000000000001'
    const at = (conversationId: string | null, parentId: string | null) =>
      refusal('generation.send', { conversationId, parentId, text: 'a' })
    expect(await at(unknown, null)).toMatchObject({ code: 'request.unknown' })
    expect(await at(conversation.id, unknown)).toMatchObject({ code: 'request.unknown' })
    expect(await at(conversation.id, userMessage.id)).toMatchObject({ code: 'request.invalid' })
  })

  it('refuses in words when the disk is full, and has started nothing', async () => {
    const { refusal, disk, launcher, events } = await setUpReady()
    disk.faults.set('save', new StorageFailure('diskFull', '13'))
    const error = await refusal('generation.send', { conversationId: null, parentId: null, text: 'Hello' })
    expect(error).toMatchObject({ code: 'storage.diskFull' })
    expect(launcher.last.calls).not.toContain('generate')
    expect(events.payloads('message.saved')).toEqual([])
    expect(await listAll(disk.store)).toEqual([])
  })

  it('refuses a message that alone is longer than the context, with the two numbers, and keeps nothing of it', async () => {
    const { refusal, disk } = await setUpReady({ contextSize: 100 })
    const error = await refusal('generation.send', { conversationId: null, parentId: null, text: 'word '.repeat(200) })
    if (error.code !== 'generation.messageTooLong') throw new Error(`It was refused with ${error.code}`)
    expect(error.params.limit).toBe(75)
    expect(error.params.tokens).toBeGreaterThan(200)
    expect(await listAll(disk.store)).toEqual([])
  })

  const neverCounts = { count: () => new Promise<never>(() => undefined), show: null }

  it('saves and shows a message at once while the engine is stuck and counts nothing', async () => {
    const { send, launcher, stored, events } = await setUpReady()
    launcher.last.abilities = () => neverCounts
    const { conversation, userMessage } = await send('Hello? '.repeat(100))
    expect(await stored(conversation.id)).toMatchObject([userMessage, { role: 'assistant' }])
    expect(events.payloads('message.saved')).toContainEqual({ message: userMessage })
  })

  it('waits half a second for the count of a message that may be too long, and then saves it as well', async () => {
    const { send, clock, launcher, stored, disk } = await setUpReady()
    launcher.last.abilities = () => neverCounts
    const sending = send('word '.repeat(2_000))
    await othersFirst() // the count has begun
    await clock.advance(499)
    expect(disk.calls).not.toContain('save')
    await clock.advance(1)
    const { conversation } = await sending
    expect(await stored(conversation.id)).toMatchObject([{ role: 'user' }, { role: 'assistant' }])
  })

  it('takes back the draft that was sent, and no other', async () => {
    const { send, call, disk, gate } = await setUpReady()
    gate.open()
    await call('conversation.saveDraft', { conversationId: null, text: 'Hello' })
    await send('Hello')
    await until(() => disk.calls.filter((method) => method === 'saveDraft').length === 2)
    expect(await disk.store.readDraft(null)).toBe('')
    await call('conversation.saveDraft', { conversationId: null, text: 'Something else' })
    await send('Hello')
    await othersFirst()
    expect(await disk.store.readDraft(null)).toBe('Something else')
  })
})

describe('waiting for the model', () => {
  it('says so, and replies when it is ready', async () => {
    const { send, gate, ended, openStore, models, events } = setUpGenerations()
    await openStore()
    gate.open()
    const sent = await send('Early')
    expect(sent.generation.phase).toEqual({ kind: 'waitingForModel' })
    expect(models.status.kind).not.toBe('ready')
    expect(await ended(sent.generation.generationId)).toMatchObject({ text: 'One two three', parts: [{ modelName: 'Starter' }] })
    expect(events.phasesOf(sent.generation.generationId)).toContain('writing')
  })

  it('can be stopped', async () => {
    const { send, ended, call, openStore } = setUpGenerations({ loadSteps: 1_000_000 })
    await openStore()
    const sent = await send('Early')
    await call('generation.stop', { generationId: sent.generation.generationId })
    expect(await ended(sent.generation.generationId)).toMatchObject({ text: '', status: { kind: 'stopped' }, stats: null })
    await call('model.cancelLoad', {})
  })

  it('fails in words when there is no model', async () => {
    const { send, ended, openStore } = setUpGenerations({}, { library: libraryOf([]) })
    await openStore()
    const { generation } = await send('Hello')
    expect(await ended(generation.generationId)).toMatchObject({ status: { kind: 'failed', error: { code: 'model.starterMissing' } } })
  })
})

describe('Try again and Continue', () => {
  it('make another variant under the same message', async () => {
    const { send, gate, ended, call, prompts } = await setUpReady()
    gate.open()
    const first = await send('Hello')
    await ended(first.generation.generationId)
    const again = await call('generation.start', { conversationId: first.conversation.id, parentId: first.userMessage.id })
    await ended(again.generation.generationId)
    expect(again.message).toMatchObject({ parentId: first.userMessage.id })
    expect(again.message.id).not.toBe(first.message.id)
    expect(again.conversation.activeLeafId).toBe(again.message.id)
    expect(prompts[1]).toEqual(prompts[0])
  })

  it('are refused for what they cannot be done to', async () => {
    const { send, gate, ended, refusal } = await setUpReady()
    const { generation, conversation, message, userMessage } = await send('Hello')
    const at = { conversationId: conversation.id, messageId: message.id }
    expect(await refusal('generation.continue', at)).toMatchObject({ code: 'request.invalid' }) // it is being written
    gate.open()
    await ended(generation.generationId)
    expect(await refusal('generation.continue', at)).toMatchObject({ code: 'request.invalid' }) // it came to its end
    expect(await refusal('generation.continue', { ...at, messageId: userMessage.id })).toMatchObject({ code: 'request.invalid' })
    const under = { conversationId: conversation.id, parentId: message.id }
    expect(await refusal('generation.start', under)).toMatchObject({ code: 'request.invalid' })
  })

  it('give a waiting Continue its earlier end back when it is taken back', async () => {
    const { send, gate, ended, call, storedReply } = await setUpReady()
    const first = await send('Hello')
    await gate.until('write', 1)
    await call('generation.stop', first.generation)
    gate.pass()
    const stopped = await ended(first.generation.generationId)
    await send('Busy')
    const more = await call('generation.continue', { conversationId: first.conversation.id, messageId: stopped.id })
    expect(more.message).toMatchObject({ status: { kind: 'queued' }, text: 'One' })
    expect(await call('generation.remove', more.generation)).toEqual({ draft: null })
    expect(await storedReply(stopped)).toEqual(stopped)
  })
})

describe('the context', () => {
  it('leaves out whole oldest turns, says where the model began to read, and keeps that place', async () => {
    const { send, gate, ended, prompts, stored } = await setUpReady({ contextSize: 120 })
    gate.open()
    let last = await send('word '.repeat(30))
    await ended(last.generation.generationId)
    for (let turn = 0; turn < 3; turn++) {
      last = await send('word '.repeat(30), last.conversation.id, last.message.id)
      await ended(last.generation.generationId)
    }
    const rows = await stored(last.conversation.id)
    const starts = rows.flatMap((row) => (row.role === 'assistant' ? [rows.findIndex(({ id }) => id === row.contextStartId)] : []))
    expect(starts).toEqual([-1, -1, 2, 4])
    expect(prompts[2]).toHaveLength(3)
  })
})

describe('a window that opens late', () => {
  it('gets all text up to the sequence it is told, and can go on from there', async () => {
    const { send, gate, call, events } = await setUpReady({ reply: Array.from({ length: 20 }, (_, n) => ` ${n}`) })
    const { generation, conversation, message } = await send('Hello')
    await gate.until('write', 12)
    const opened = await call('conversation.open', { conversationId: conversation.id })
    const { sequence } = opened.generations[0] ?? { sequence: -1 }
    let text = opened.messages.find(({ id }) => id === message.id)?.text ?? ''
    gate.open()
    await until(() => events.hasEnded(generation.generationId))
    for (const { sequence: at, event } of events.of(generation.generationId))
      if (at > sequence && event.kind === 'delta') text += event.text
    expect(text).toBe(Array.from({ length: 20 }, (_, n) => ` ${n}`).join(''))
  })
})

describe('what produced a reply', () => {
  it('is on the disk before the engine reads: the settings, resolved once, with the seed', async () => {
    const { send, gate, storedReply } = await setUpReady()
    const { message } = await send('Hello')
    await gate.next()
    expect(await storedReply(message)).toMatchObject({
      status: { kind: 'streaming' },
      parts: [
        { seed: 42, settings: { temperature: 0.2, topP: 0.9, topK: 40, minP: 0, repeatPenalty: 1, maxTokens: null, loopGuard: true } }
      ]
    })
  })
})
