import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../../shared/domain/conversation'
import type { AssistantMessage, Message, MessageStatus, ReplyPart, UserMessage } from '../../../shared/domain/message'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { listAll } from '../../storage/testing/listAll'
import { recoverAfterRestart } from './recoverAfterRestart'

const NOW = 1_700_000_000_000
const DAY = 24 * 60 * 60 * 1_000
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const conversationId = id(0)

const asked = (n: number, parent: number | null, text = `Question ${n}`): UserMessage => ({
  role: 'user',
  id: id(n),
  conversationId,
  parentId: parent === null ? null : id(parent),
  text,
  createdAt: n
})
const reply = (n: number, parent: number, status: MessageStatus, text = ''): AssistantMessage => ({
  role: 'assistant',
  id: id(n),
  conversationId,
  parentId: id(parent),
  text,
  createdAt: n,
  status,
  thought: null,
  stats: null,
  parts: [],
  contextStartId: null
})
const complete: MessageStatus = { kind: 'complete', reason: 'finished' }

/** What a store that was left with these messages holds after the next start. The last one is the active leaf. */
async function afterRestart(messages: Message[], draft = '') {
  const store = memoryConversationStore()
  const leaf = messages.at(-1)?.id ?? null
  const conversation: Conversation = { id: conversationId, title: 'T', createdAt: 0, updatedAt: 0, activeLeafId: leaf }
  await store.save(conversation, messages)
  await store.saveDraft(conversationId, draft)
  await recoverAfterRestart({ store, index: store }, NOW, () => false)
  const found = await store.readConversation(conversationId)
  return { ...found, draft: await store.readDraft(conversationId), unfinished: await store.listUnfinished() }
}

describe('after a restart', () => {
  it('a reply that was being written is interrupted, with its text', async () => {
    const { messages, unfinished } = await afterRestart([asked(1, null), reply(2, 1, { kind: 'streaming' }, 'Half a sen')])
    expect(messages?.[1]).toMatchObject({ text: 'Half a sen', status: { kind: 'interrupted' } })
    expect(unfinished).toEqual([])
  })

  it('a message that waited is a draft again', async () => {
    const { messages, conversation, draft } = await afterRestart([
      asked(1, null),
      reply(2, 1, complete, 'Answer'),
      asked(3, 2),
      reply(4, 3, { kind: 'queued' })
    ])
    expect(messages?.map((message) => message.id)).toEqual([id(1), id(2)])
    expect(conversation?.activeLeafId).toBe(id(2))
    expect(draft).toBe('Question 3')
  })

  it('several that waited come back in the order they were written, before what was being written', async () => {
    const { messages, conversation, draft } = await afterRestart(
      [asked(1, null), reply(2, 1, { kind: 'queued' }), asked(3, 2), reply(4, 3, { kind: 'queued' })],
      'Being written'
    )
    expect(messages).toEqual([])
    expect(conversation?.activeLeafId).toBeNull()
    expect(draft).toBe('Question 1\n\nQuestion 3\n\nBeing written')
  })

  it('a waiting second variant goes, its question stays', async () => {
    const { messages, conversation, draft } = await afterRestart([
      asked(1, null),
      reply(2, 1, complete, 'Answer'),
      reply(3, 1, { kind: 'queued' })
    ])
    expect(messages?.map((message) => message.id)).toEqual([id(1), id(2)])
    expect(conversation?.activeLeafId).toBe(id(2))
    expect(draft).toBe('')
  })

  it('a part that has not added anything goes, and one that only thought stays', async () => {
    const part = (modelName: string, from: number): ReplyPart => ({
      modelName,
      seed: 1,
      settings: null,
      from,
      thoughtFrom: 0,
      repeatsFrom: null
    })
    const parts = [part('A', 0), part('B', 4)]
    const { messages } = await afterRestart([
      asked(1, null),
      { ...reply(2, 1, { kind: 'streaming' }, 'Half'), parts },
      { ...reply(3, 1, { kind: 'streaming' }), thought: { text: 'Hm', tokens: 1, ms: 0 }, parts: [part('A', 0)] }
    ])
    expect(messages?.[1]).toMatchObject({ text: 'Half', parts: [parts[0]] })
    expect(messages?.[2]).toMatchObject({ text: '', thought: { text: 'Hm' }, parts: [part('A', 0)], status: { kind: 'interrupted' } })
  })

  it('a reply that waited to go on in its thought is interrupted, with the thought', async () => {
    const thought = { text: 'Hm', tokens: 1, ms: 0 }
    const { messages, draft } = await afterRestart([asked(1, null), { ...reply(2, 1, { kind: 'queued' }), thought }])
    expect(messages?.[1]).toMatchObject({ text: '', thought, status: { kind: 'interrupted' } })
    expect(draft).toBe('')
  })

  it('a reply that waited to go on is interrupted, with its text', async () => {
    const { messages } = await afterRestart([asked(1, null), reply(2, 1, { kind: 'queued' }, 'Half')])
    expect(messages?.[1]).toMatchObject({ text: 'Half', status: { kind: 'interrupted' } })
  })

  it('one that others hang below stays where it is', async () => {
    const { messages } = await afterRestart([asked(1, null), reply(2, 1, { kind: 'queued' }), asked(3, 2), reply(4, 3, complete, 'Answer')])
    expect(messages).toHaveLength(4)
    expect(messages?.[1]).toMatchObject({ status: { kind: 'interrupted' } })
  })

  it('that is none, a reply that is being made or waits stays as it is', async () => {
    const store = memoryConversationStore()
    const rows = [asked(1, null), reply(2, 1, { kind: 'streaming' }), asked(3, 2), reply(4, 3, { kind: 'queued' })]
    await store.save({ id: conversationId, title: 'T', createdAt: 0, updatedAt: 0, activeLeafId: id(4) }, rows)
    await recoverAfterRestart({ store, index: store }, NOW, (message) => [id(2), id(4)].includes(message))
    expect((await store.readConversation(conversationId))?.messages).toEqual(rows)
    expect(await store.readDraft(conversationId)).toBe('')
  })

  it('conversations deleted a month ago are gone for good, younger ones are not', async () => {
    const store = memoryConversationStore()
    for (const n of [1, 2]) await store.save({ id: id(n), title: 'T', createdAt: 0, updatedAt: 0, activeLeafId: null }, [])
    await store.setDeleted(id(1), NOW - 31 * DAY)
    await store.setDeleted(id(2), NOW - 29 * DAY)
    await recoverAfterRestart({ store, index: store }, NOW, () => false)
    for (const n of [1, 2]) await store.setDeleted(id(n), null)
    expect((await listAll(store)).map((each) => each.id)).toEqual([id(2)])
  })
})
