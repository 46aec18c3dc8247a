import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationIndex, ListCursor } from '../../core/conversations/conversationIndex'
import { keptText } from '../../core/conversations/keptText'
import type { ConversationStore } from '../../core/conversations/conversationStore'
import { runs } from '../testing/faults'
import { listAll } from '../testing/listAll'
import { sampleConversation, sampleId, sampleQuestion, sampleReply } from '../testing/samples'
import type { EmptyStore } from './conversationStoreContract'

/** What every ConversationIndex promises. `open` gives an empty one that nobody else uses, with the store beside it. */
export function conversationIndexContract(open: () => Promise<EmptyStore>): void {
  let store: ConversationStore
  let index: ConversationIndex
  let remove: () => Promise<void>
  beforeEach(async () => ({ store, index, remove } = await open()))
  afterEach(async () => {
    await store.close()
    await remove()
  })

  const first = sampleConversation(1, { activeLeafId: sampleId(11) })
  const question = sampleQuestion(10, first)
  const reply = sampleReply(11, first, question.id)

  describe('the list', () => {
    it('has the one with the newest message first', async () => {
      const [one, two, three] = [sampleConversation(1), sampleConversation(2), sampleConversation(3)]
      for (const each of [two, one, three]) await store.save(each, [])
      await store.save({ ...one, updatedAt: three.updatedAt + 1 }, [])
      expect((await listAll(index)).map(({ id }) => id)).toEqual([one.id, three.id, two.id])
    })

    it('comes in pages, also between conversations of the same moment', async () => {
      for (const n of [1, 2, 3, 4, 5]) await store.save(sampleConversation(n, { updatedAt: 7 }), [])
      const one = await index.list({ before: null, limit: 2 })
      const two = await index.list({ before: one.next, limit: 2 })
      const three = await index.list({ before: two.next, limit: 2 })
      const pages = [one, two, three].map(({ conversations }) => conversations.map(({ id }) => id))
      expect(pages).toEqual([[sampleId(5), sampleId(4)], [sampleId(3), sampleId(2)], [sampleId(1)]])
      expect(three.next).toBeNull()
    })

    it('ends with its last page, full or not', async () => {
      expect(await index.list({ before: null, limit: 1 })).toEqual({ conversations: [], next: null })
      for (const n of [1, 2]) await store.save(sampleConversation(n), [])
      expect((await index.list({ before: null, limit: 2 })).next).toBeNull()
      expect((await index.list({ before: null, limit: 3 })).next).toBeNull()
    })

    it('refuses a cursor it did not give', async () => {
      for (const before of ['', 'x', '1', '/', 'NaN/1']) {
        await expect(index.list({ before, limit: 1 })).rejects.toThrow('Not a cursor')
      }
    })

    it('read in pages has none twice and misses none that was not changed meanwhile', async () => {
      const change = fc.record({ kind: fc.constantFrom('save', 'delete', 'restore'), n: fc.integer({ min: 1, max: 12 }) })
      // Times that meet often: pages end between conversations of the same moment.
      const times = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(times, fc.integer({ min: 1, max: 5 }), fc.array(change, { maxLength: 20 }), async (updatedAts, limit, changes) => {
          const { store, index, remove } = await open()
          try {
            // The last four are added while the list is read.
            const all = updatedAts.map((updatedAt, at) => sampleConversation(at + 1, { updatedAt }))
            for (const each of all.slice(0, 8)) await store.save(each, [])
            await index.setDeleted(sampleId(1), 5)
            const before = await listAll(index)
            const changed = new Set<Conversation['id']>()
            const read: Conversation[] = []
            let [time, cursor, isFirst]: [number, ListCursor | null, boolean] = [100, null, true]
            while (isFirst || cursor !== null) {
              const page = await index.list({ before: cursor, limit })
              read.push(...page.conversations)
              ;[cursor, isFirst] = [page.next, false]
              const next = changes.shift()
              if (!next) continue
              const one = sampleConversation(next.n, { updatedAt: time++ })
              changed.add(one.id)
              if (next.kind === 'save') await store.save(one, [])
              else await index.setDeleted(one.id, next.kind === 'delete' ? 5 : null)
            }
            expect(new Set(read.map(({ id }) => id)).size).toBe(read.length)
            expect(read.filter(({ id }) => !changed.has(id))).toEqual(before.filter(({ id }) => !changed.has(id)))
          } finally {
            await store.close()
            await remove()
          }
        }),
        { seed: 1, numRuns: runs(300) }
      )
    }, 900_000)
  })

  describe('deleting', () => {
    beforeEach(async () => {
      await store.save(first, [question, reply])
      await store.saveDraft(first.id, 'Half a thought')
      await index.setDeleted(first.id, 1000)
    })

    it('hides a conversation and brings it back whole', async () => {
      expect(await listAll(index)).toEqual([])
      expect(await store.readConversation(first.id)).toBeNull()
      await index.setDeleted(first.id, null)
      expect(await store.readConversation(first.id)).toEqual({ conversation: first, messages: [question, reply] })
      expect(await store.readDraft(first.id)).toBe('Half a thought')
    })

    it('keeps a deleted conversation deleted when its last reply is saved late', async () => {
      await store.save(first, [{ ...reply, text: 'Late' }])
      expect(await listAll(index)).toEqual([])
    })

    it('removes for good what was deleted before a time, and nothing else', async () => {
      const [later, kept] = [sampleConversation(2), sampleConversation(3)]
      await store.save(later, [])
      await index.setDeleted(later.id, 2000)
      await store.save(kept, [])
      await index.purgeDeleted(1000)
      await index.setDeleted(first.id, null)
      expect(await store.readConversation(first.id)).not.toBeNull()
      await index.setDeleted(first.id, 1000)
      await index.purgeDeleted(1001)
      for (const { id } of [first, later]) await index.setDeleted(id, null)
      expect(await listAll(index)).toEqual([kept, later])
      expect(await store.readDraft(first.id)).toBe('')
    })

    it('removes with a conversation what was kept with its replies', async () => {
      const text = keptText('Rhyme.')
      await store.saveReply(reply, [text])
      await index.purgeDeleted(1000)
      expect(await store.readText(first.id, text.id)).toBe(text.text)
      await index.purgeDeleted(5000)
      expect(await store.readText(first.id, text.id)).toBeNull()
    })

    it('takes nothing for a conversation that is gone for good', async () => {
      await index.purgeDeleted(5000)
      await store.saveDraft(first.id, 'Too late')
      await index.setDeleted(first.id, null)
      await store.saveReplyText(reply.id, 'Too late', null)
      await store.saveReply(reply)
      expect(await store.readDraft(first.id)).toBe('')
      expect(await listAll(index)).toEqual([])
    })
  })
}
