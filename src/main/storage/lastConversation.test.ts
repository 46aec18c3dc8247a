import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { StorageThread } from './storageThread'
import { startStorageThread } from './storageThread'
import { readerOfLastConversation } from './lastConversation'
import { buildStorage, type BuiltStorage } from './testing/buildStorage'
import { sampleConversation, sampleId, sampleQuestion, sampleReply } from './testing/samples'
import type { ConversationRead } from './worker/protocol'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
let built: BuiltStorage
beforeAll(async () => void (built = await buildStorage()))
afterAll(() => built.remove())

let folder: string
let thread: StorageThread
let sent: string[]
let readConversation: ReturnType<typeof readerOfLastConversation>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-last-'))
  thread = startStorageThread({ folder, workerUrl: built.workerUrl, log: silent })
  await thread.opened
  sent = []
  readConversation = readerOfLastConversation(async (...input) => {
    const answer = await thread.call('readConversation', ...input)
    sent.push(wordsFor(answer))
    return answer
  })
})
afterEach(async () => {
  await thread.call('close')
  await thread.ended
  await rm(folder, { recursive: true })
})

function wordsFor(answer: ConversationRead | null): string {
  if (!answer) return 'nothing'
  return answer.kind === 'whole' ? `all ${answer.messages.length}` : `${answer.changed.length} changed`
}

const chat = sampleConversation(1, { activeLeafId: sampleId(13) })
const first = sampleQuestion(10, chat)
const second = sampleReply(11, chat, first.id, { text: 'One' })
const third = sampleQuestion(12, chat, second.id)
const fourth = sampleReply(13, chat, third.id)
const idsOf = (found: Awaited<ReturnType<typeof readConversation>>) => found?.messages.map(({ id }) => id)

it('the next turn of a chat is sent what was written since, however long the chat is', async () => {
  await thread.call('save', { ...chat, activeLeafId: second.id }, [first, second])
  await readConversation(chat.id)
  await thread.call('save', chat, [third, fourth])
  expect(idsOf(await readConversation(chat.id))).toEqual([first, second, third, fourth].map(({ id }) => id))
  await thread.call('saveReply', { ...fourth, text: 'Two' })
  await thread.call('saveReplyText', second.id, 'Other', null)
  expect((await readConversation(chat.id))?.messages.map(({ text }) => text)).toEqual([first.text, 'Other', third.text, 'Two'])
  expect((await readConversation(chat.id))?.conversation).toEqual(chat)
  expect(sent).toEqual(['all 2', '2 changed', '2 changed', '0 changed'])
})

it('is sent whole after another chat was read, and after messages were removed or the chat was', async () => {
  const other = sampleConversation(2)
  await thread.call('save', chat, [first, second, third, fourth])
  await thread.call('save', other, [])
  for (const id of [chat.id, other.id, chat.id]) await readConversation(id)
  await thread.call('removeMessages', { ...chat, activeLeafId: second.id }, [third.id])
  expect(idsOf(await readConversation(chat.id))).toEqual([first.id, second.id])
  await thread.call('setDeleted', chat.id, 7)
  expect(await readConversation(chat.id)).toBeNull()
  await thread.call('setDeleted', chat.id, null)
  await readConversation(chat.id)
  expect(sent).toEqual(['all 4', 'all 0', 'all 4', 'all 2', 'nothing', 'all 2'])
})

it('two that read at the same time both have all of it', async () => {
  await thread.call('save', chat, [first, second, third])
  await readConversation(chat.id)
  await thread.call('save', chat, [fourth])
  const both = await Promise.all([readConversation(chat.id), readConversation(chat.id)])
  for (const found of both) expect(idsOf(found)).toEqual([first, second, third, fourth].map(({ id }) => id))
  expect(idsOf(await readConversation(chat.id))).toHaveLength(4)
})

it('what one reader changes is not what the next one is given', async () => {
  await thread.call('save', chat, [first, second, third, fourth])
  const found = await readConversation(chat.id)
  for (const message of found?.messages ?? []) message.text = 'changed'
  const reply = found?.messages.pop()
  expect(() => reply?.role === 'assistant' && reply.parts.push(...fourth.parts)).toThrow(TypeError)
  expect((await readConversation(chat.id))?.messages).toEqual([first, second, third, fourth])
})

it('more than four million characters are not kept, thoughts among them', async () => {
  const half = 'x'.repeat(2_000_001)
  await thread.call('save', { ...chat, activeLeafId: second.id }, [first, { ...second, text: half }])
  for (let time = 0; time < 2; time++) await readConversation(chat.id)
  await thread.call('saveReply', { ...second, text: half, thought: { text: half, tokens: 1, ms: 1 } })
  for (let time = 0; time < 2; time++) await readConversation(chat.id)
  expect(sent).toEqual(['all 2', '0 changed', '1 changed', 'all 2'])
})
