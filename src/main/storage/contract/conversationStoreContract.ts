import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationIndex } from '../../core/conversations/conversationIndex'
import { keptText } from '../../core/conversations/keptText'
import type { ConversationStore } from '../../core/conversations/conversationStore'
import { listAll } from '../testing/listAll'
import { sampleConversation, sampleId, samplePart, sampleQuestion, sampleReply, sampleSettings } from '../testing/samples'

export interface EmptyStore {
  store: ConversationStore
  index: ConversationIndex
  /** Clears away what they were kept in. */
  remove: () => Promise<void>
}

/** What every ConversationStore promises. `open` gives an empty one that nobody else uses. */
export function conversationStoreContract(open: () => Promise<EmptyStore>): void {
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
  const messagesOf = async (conversation: Conversation) => (await store.readConversation(conversation.id))?.messages

  describe('conversations', () => {
    it('starts with nothing', async () => {
      expect(await listAll(index)).toEqual([])
      expect(await store.readConversation(first.id)).toBeNull()
      expect(await store.listUnfinished()).toEqual([])
    })

    it('gives back exactly what was saved', async () => {
      await store.save(first, [question, reply])
      expect(await store.readConversation(first.id)).toEqual({ conversation: first, messages: [question, reply] })
      expect(await listAll(index)).toEqual([first])
    })

    it('gives back what was chosen for a conversation, with what a later Hearth knows besides, and that nothing is chosen any more', async () => {
      const settings = { temperature: 0, maxTokens: null, stopTexts: ['\0', '\n'], ofALaterHearth: 1 }
      const choice = { presetId: 'own', settings, systemPrompt: 'Rhyme.\0', alsoLater: true }
      await store.save({ ...first, choice }, [question, reply])
      expect(await store.readHead(first.id)).toEqual({ ...first, choice })
      expect((await store.readConversation(first.id))?.conversation).toEqual({ ...first, choice })
      expect(await listAll(index)).toEqual([{ ...first, choice }])
      await store.save(first, [])
      expect(await store.readHead(first.id)).toEqual(first)
    })

    it('reads a conversation without its messages, and none that is unknown or deleted', async () => {
      expect(await store.readHead(first.id)).toBeNull()
      await store.save(first, [question, reply])
      expect(await store.readHead(first.id)).toEqual(first)
      await index.setDeleted(first.id, 1)
      expect(await store.readHead(first.id)).toBeNull()
    })

    it('gives the same as JSON, unless a reply has not ended', async () => {
      expect(await store.readEnded(first.id)).toBeNull()
      const asked = { ...question, text: 'What is "\0"?\n' }
      await store.save(first, [asked, reply])
      const ended = await store.readEnded(first.id)
      expect(ended?.conversation).toEqual(first)
      expect(JSON.parse(ended?.messagesJson ?? 'null')).toEqual([asked, reply])
      for (const kind of ['queued', 'streaming'] as const) {
        await store.saveReply({ ...reply, status: { kind } })
        expect(await store.readEnded(first.id), kind).toBeNull()
      }
    })

    it('gives back texts with characters that end a text elsewhere', async () => {
      const texts = ['before\0after', '\0', 'a\r\nb\u2028c', '']
      const replies = texts.map((text, place) => sampleReply(20 + place, first, question.id, { text }))
      const asked = { ...question, text: 'What is \0?' }
      await store.save(first, [asked, ...replies])
      expect(await messagesOf(first)).toEqual([asked, ...replies])
    })

    it('gives back the parts of a reply, each with what it was made with', async () => {
      const settings = { ...sampleSettings, maxTokens: 100 }
      const parts = [samplePart({ settings, repeatsFrom: 2 }), samplePart({ modelName: 'Other', seed: 0, from: 5, thoughtFrom: 3 })]
      await store.save(first, [question, { ...reply, parts }])
      expect(await messagesOf(first)).toEqual([question, { ...reply, parts }])
      await store.saveReply({ ...reply, parts: [] })
      expect(await messagesOf(first)).toEqual([question, { ...reply, parts: [] }])
      await store.saveReply(reply)
      expect(await messagesOf(first)).toEqual([question, reply])
    })

    it('gives back the preset of a part and what was read in front of it, each text once for a conversation', async () => {
      const [system, other] = [keptText('Rhyme.\0\n'), keptText('🎶')]
      const parts = [samplePart({ presetId: 'creative', systemTextId: system.id }), samplePart({ presetName: 'Mine', from: 3 })]
      await store.save(first, [question, reply])
      await store.saveReply({ ...reply, parts }, [system])
      await store.saveReply({ ...reply, parts }, [system, other])
      expect(await messagesOf(first)).toEqual([question, { ...reply, parts }])
      expect(await store.readText(first.id, system.id)).toBe(system.text)
      expect(await store.readText(first.id, other.id)).toBe(other.text)
      expect(await store.readText(sampleId(2), system.id)).toBeNull()
      expect(await store.readText(first.id, keptText('else').id)).toBeNull()
    })

    it('keeps no text of a reply that is not stored', async () => {
      const text = keptText('Rhyme.')
      await store.save(first, [question])
      await store.saveReply(reply, [text])
      expect(await store.readText(first.id, text.id)).toBeNull()
    })

    it('gives back every status, and replies without figures', async () => {
      const replies = [
        sampleReply(12, first, question.id, { status: { kind: 'complete', reason: 'contextFull' }, contextStartId: question.id }),
        sampleReply(20, first, question.id, { status: { kind: 'complete', reason: 'repeats' } }),
        sampleReply(13, first, question.id, { status: { kind: 'queued' }, stats: null, parts: [], text: '' }),
        sampleReply(14, first, question.id, { status: { kind: 'streaming' } }),
        sampleReply(15, first, question.id, { status: { kind: 'stopped' } }),
        sampleReply(16, first, question.id, { status: { kind: 'interrupted' } }),
        sampleReply(17, first, question.id, { status: { kind: 'failed', error: { code: 'engine.lost' } } }),
        sampleReply(18, first, question.id, {
          status: { kind: 'failed', error: { code: 'model.notFound', params: { file: '“a”\u0000.gguf' } } }
        })
      ]
      await store.save({ ...first, activeLeafId: sampleId(18) }, [question, ...replies])
      expect(await messagesOf(first)).toEqual([question, ...replies])
    })

    it.each([
      '',
      ' \n\r\n\t ',
      'a\u0000b\u0000',
      '\ufeffmark',
      '👩‍👩‍👧 e\u0301 ‮',
      `quote ' " ; DROP TABLE messages; --`,
      'x'.repeat(1_000_000)
    ])('keeps a text character by character (%#)', async (text) => {
      await store.save({ ...first, title: text }, [
        { ...question, text },
        { ...reply, text, thought: { text, tokens: 7, ms: 1.5 }, parts: [samplePart({ modelName: text })] }
      ])
      await store.saveDraft(null, text)
      const found = await store.readConversation(first.id)
      expect(found?.conversation.title).toBe(text)
      expect(found?.messages.map((message) => message.text)).toEqual([text, text])
      expect(found?.messages[1]).toMatchObject({ thought: { text, tokens: 7, ms: 1.5 }, parts: [{ modelName: text }] })
      expect(await store.readDraft(null)).toBe(text)
    })

    it('refuses a message whose parent is not there, and changes nothing', async () => {
      await store.save(first, [question])
      const other = sampleConversation(2)
      await expect(store.save(first, [reply, sampleReply(12, first, sampleId(99))])).rejects.toThrow()
      await expect(store.save(other, [sampleReply(13, other, question.id)])).rejects.toThrow()
      expect(await messagesOf(first)).toEqual([question])
      expect(await listAll(index)).toEqual([first])
    })

    it('refuses a message of another conversation, and changes nothing', async () => {
      await store.save(first, [question])
      await expect(store.save(sampleConversation(2), [question])).rejects.toThrow()
      await expect(store.save(sampleConversation(2), [{ ...question, conversationId: sampleId(2) }])).rejects.toThrow()
      await expect(store.saveReply(sampleReply(10, sampleConversation(2), sampleId(10)))).rejects.toThrow()
      expect(await listAll(index)).toEqual([first])
      expect(await messagesOf(first)).toEqual([question])
    })

    it('takes the messages of a branch in any order', async () => {
      await store.save(first, [reply, question])
      expect(await messagesOf(first)).toEqual([reply, question])
    })
  })

  describe('messages', () => {
    beforeEach(() => store.save(first, [question, reply]))

    it('keeps the place of a message that is replaced', async () => {
      const changed = { ...question, text: 'Other words' }
      await store.save(first, [changed])
      expect(await messagesOf(first)).toEqual([changed, reply])
    })

    it('replaces only the text and the thought of a growing reply', async () => {
      const thought = { text: 'Hm', tokens: 1, ms: 0 }
      await store.saveReplyText(reply.id, '', thought)
      expect(await messagesOf(first)).toEqual([question, { ...reply, text: '', thought }])
      await store.saveReplyText(reply.id, 'Longer', null)
      expect(await messagesOf(first)).toEqual([question, { ...reply, text: 'Longer' }])
    })

    it('replaces a reply as a whole', async () => {
      const finished = sampleReply(11, first, question.id, {
        text: 'The end',
        status: { kind: 'stopped' },
        stats: null,
        parts: [samplePart({ modelName: 'Other' })]
      })
      await store.saveReply(finished)
      expect(await messagesOf(first)).toEqual([question, finished])
    })

    it('does not bring back a message that was removed meanwhile, nor touches what the person wrote', async () => {
      await store.removeMessages({ ...first, activeLeafId: question.id }, [reply.id])
      await store.saveReplyText(reply.id, 'Late', null)
      await store.saveReply(reply)
      await store.saveReplyText(question.id, 'Late', null)
      expect(await messagesOf(first)).toEqual([question])
    })

    it('removes messages with everything below them, and replaces the conversation', async () => {
      const second = sampleReply(12, first, question.id)
      const below = sampleQuestion(13, first, reply.id)
      await store.save(first, [second, below])
      const changed = { ...first, activeLeafId: second.id }
      await store.removeMessages(changed, [reply.id, sampleId(99)])
      expect(await store.readConversation(first.id)).toEqual({ conversation: changed, messages: [question, second] })
    })

    it('keeps what was below a removed message where it was moved to', async () => {
      const below = sampleQuestion(12, first, reply.id)
      const lowest = sampleReply(13, first, below.id)
      await store.save(first, [below, lowest])
      const moved = { ...below, parentId: null }
      await store.removeMessages({ ...first, activeLeafId: lowest.id }, [question.id, reply.id], [moved])
      expect(await messagesOf(first)).toEqual([moved, lowest])
    })

    it('removes only messages of the conversation it was given', async () => {
      await store.removeMessages(sampleConversation(2), [question.id])
      expect(await messagesOf(first)).toEqual([question, reply])
    })

    it('removes a branch of thousands of messages', async () => {
      const chain = Array.from({ length: 3000 }, (_, n) => sampleQuestion(100 + n, first, n === 0 ? question.id : sampleId(99 + n)))
      await store.save(first, chain)
      await store.removeMessages(first, [sampleId(100)])
      expect(await messagesOf(first)).toEqual([question, reply])
    })

    it('lists replies that are queued or being written, in the order they were added', async () => {
      const queued = sampleReply(12, first, question.id, { status: { kind: 'queued' } })
      const streaming = sampleReply(13, first, question.id, { status: { kind: 'streaming' } })
      await store.save(first, [streaming, queued])
      expect(await store.listUnfinished()).toEqual([streaming, queued])
      await store.saveReply({ ...streaming, status: { kind: 'interrupted' } })
      expect(await store.listUnfinished()).toEqual([queued])
    })

    it('is not changed by changing what it was given or has given', async () => {
      const given = { ...question }
      await store.save(first, [given])
      given.text = 'changed afterwards'
      for (const message of (await messagesOf(first)) ?? []) message.text = 'changed afterwards'
      expect(await messagesOf(first)).toEqual([question, reply])
    })
  })

  it('keeps a draft for each conversation and one for the next new chat', async () => {
    await store.save(first, [])
    await store.saveDraft(null, 'new')
    await store.saveDraft(first.id, 'first')
    await store.saveDraft(first.id, 'first, longer')
    expect([await store.readDraft(null), await store.readDraft(first.id), await store.readDraft(sampleId(9))]).toEqual([
      'new',
      'first, longer',
      ''
    ])
    await store.saveDraft(null, '')
    expect(await store.readDraft(null)).toBe('')
  })
}
