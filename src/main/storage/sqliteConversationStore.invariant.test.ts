import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Conversation } from '../../shared/domain/conversation'
import type { AssistantMessage, Message, ReplyPart } from '../../shared/domain/message'
import type { ConversationIndex } from '../core/conversations/conversationIndex'
import { keptText } from '../core/conversations/keptText'
import type { ConversationStore } from '../core/conversations/conversationStore'
import { memoryConversationStore } from './memoryConversationStore'
import { openConversationStore } from './sqliteConversationStore'
import { buildStorage, type BuiltStorage } from './testing/buildStorage'
import { runs } from './testing/faults'
import { listAll } from './testing/listAll'
import { sampleConversation, sampleId, sampleQuestion, sampleReply, sampleSettings } from './testing/samples'
import type { Operation, OperationInput } from './worker/protocol'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
let built: BuiltStorage
beforeAll(async () => void (built = await buildStorage()))
afterAll(() => built.remove())

// Few ids, so that operations meet: replace each other's rows, name removed ones, hang messages under the wrong conversation.
const CONVERSATIONS = 3
const MESSAGES = 8
const conversations = fc.integer({ min: 1, max: CONVERSATIONS })
const messages = fc.integer({ min: 11, max: 10 + MESSAGES })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const idOrNull = (n: number | null) => (n === null ? null : sampleId(n))
const times = fc.integer({ min: 0, max: 50 })

const kept = fc.constantFrom('', 'a\0', 'b').map(keptText)
const thought = fc.option(fc.record({ text, tokens: fc.nat(), ms: fc.nat() }))
const part: fc.Arbitrary<ReplyPart> = fc.record({
  modelName: text,
  seed: fc.option(fc.nat()),
  settings: fc.constantFrom(null, sampleSettings),
  from: fc.nat(),
  thoughtFrom: fc.nat(),
  repeatsFrom: fc.option(fc.nat())
})

const conversation = fc
  .record({ n: conversations, title: text, updatedAt: times, leaf: fc.option(messages) })
  .map(({ n, title, updatedAt, leaf }) => sampleConversation(n, { title, updatedAt, activeLeafId: idOrNull(leaf) }))
const reply = (owner: Conversation): fc.Arbitrary<AssistantMessage> =>
  fc
    .record({
      n: messages,
      parent: messages,
      text,
      kind: fc.constantFrom('queued', 'streaming', 'stopped', 'interrupted'),
      thought,
      parts: fc.array(part, { maxLength: 3 })
    })
    .map(({ n, parent, kind, ...more }) => sampleReply(n, owner, sampleId(parent), { ...more, status: { kind } }))
const question = (owner: Conversation): fc.Arbitrary<Message> =>
  fc
    .record({ n: messages, parent: fc.option(messages), text })
    .map(({ n, parent, text }) => sampleQuestion(n, owner, idOrNull(parent), text))

type Written = Exclude<Operation, 'readConversation'>
type Step = { [N in Written]: { operation: N; input: OperationInput<N> } }[Written]
const step: fc.Arbitrary<Step> = fc.oneof(
  conversation.chain((owner) =>
    fc.array(fc.oneof(question(owner), reply(owner)), { maxLength: 4 }).map((all): Step => ({ operation: 'save', input: [owner, all] }))
  ),
  fc.tuple(messages, text, thought).map(([n, ...written]): Step => ({ operation: 'saveReplyText', input: [sampleId(n), ...written] })),
  fc
    .tuple(
      conversations.chain((n) => reply(sampleConversation(n))),
      fc.array(kept, { maxLength: 2 })
    )
    .map((input): Step => ({ operation: 'saveReply', input })),
  fc
    .tuple(conversation, fc.array(messages, { maxLength: 3 }))
    .map(([owner, ids]): Step => ({ operation: 'removeMessages', input: [owner, ids.map(sampleId)] })),
  fc.tuple(conversations, fc.option(times)).map(([n, at]): Step => ({ operation: 'setDeleted', input: [sampleId(n), at] })),
  times.map((time): Step => ({ operation: 'purgeDeleted', input: [time] })),
  fc.tuple(fc.option(conversations), text).map(([n, words]): Step => ({ operation: 'saveDraft', input: [idOrNull(n), words] }))
)

/** Conversations that are read after a step, all at once: mostly the one that was read last. */
const read = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, conversations), { maxLength: 3 })

type Ports = ConversationStore & ConversationIndex
const joined = ({ store, index }: { store: ConversationStore; index: ConversationIndex }): Ports => ({ ...store, ...index })

/** Whether the store did it or refused it. */
async function outcomeOf<N extends Written>(ports: Ports, { operation, input }: { operation: N; input: OperationInput<N> }) {
  const call = ports[operation] as (...input: OperationInput<N>) => Promise<unknown>
  return call(...input).then(
    () => 'done',
    () => 'refused'
  )
}

const numbers = Array.from({ length: CONVERSATIONS }, (_, n) => n + 1)

async function readFrom(store: Ports, n: number) {
  const found = await store.readConversation(sampleId(n))
  return found && { ...found, conversation: { ...found.conversation, activeLeafId: shownLeaf(found) } }
}

async function observe(store: Ports) {
  return {
    list: await listAll(store, 2),
    conversations: await Promise.all(numbers.map((n) => readFrom(store, n))),
    texts: await Promise.all(numbers.flatMap((n) => ['', 'a\0', 'b'].map((text) => store.readText(sampleId(n), keptText(text).id)))),
    unfinished: await store.listUnfinished(),
    drafts: await Promise.all([null, ...numbers.map(sampleId)].map((id) => store.readDraft(id)))
  }
}

// A leaf that is not there is mended by the one store and kept by the other; core never saves one.
function shownLeaf({ conversation, messages }: { conversation: Conversation; messages: Message[] }) {
  return messages.find(({ id }) => id === conversation.activeLeafId)?.id ?? messages.at(-1)?.id ?? conversation.activeLeafId
}

it('any sequence of operations shows the same in both stores, and again after closing and opening', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, read), { maxLength: 30 }), async (steps) => {
      const folder = await mkdtemp(join(tmpdir(), 'hearth-invariant-'))
      const open = async () => joined(await openConversationStore({ folder, workerUrl: built.workerUrl, log: silent }))
      const memory = memoryConversationStore()
      let sqlite = await open()
      try {
        for (const [each, numbers] of steps) {
          expect(await outcomeOf(sqlite, each)).toBe(await outcomeOf(memory, each))
          const found = await Promise.all(numbers.map((n) => readFrom(sqlite, n)))
          expect(found).toEqual(await Promise.all(numbers.map((n) => readFrom(memory, n))))
        }
        const expected = await observe(memory)
        expect(await observe(sqlite)).toEqual(expected)
        await sqlite.close()
        sqlite = await open()
        expect(await observe(sqlite)).toEqual(expected)
      } finally {
        await sqlite.close()
        await rm(folder, { recursive: true })
      }
    }),
    { seed: 1, numRuns: runs(500) }
  )
}, 900_000)
