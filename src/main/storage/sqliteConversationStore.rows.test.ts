import { beforeEach, describe, expect, it } from 'vitest'
import { listAll } from './testing/listAll'
import { sampleConversation, sampleId, samplePart, sampleQuestion, sampleReply, sampleSettings } from './testing/samples'
import { storeFolder } from './testing/storeFolder'

const folder = storeFolder()
const { within, directly } = folder

describe('a damaged row', () => {
  const conversation = sampleConversation(1, { activeLeafId: sampleId(12) })
  const question = sampleQuestion(10, conversation)
  const replies = [sampleReply(11, conversation, question.id), sampleReply(12, conversation, question.id)]
  beforeEach(() => within((store) => store.save(conversation, [question, ...replies])))

  it.each([
    `status_kind = ''`,
    `status_kind = 'unheard of'`,
    `status_kind = NULL`,
    `end_reason = 'unheard of'`,
    `created_at = 9007199254740993`,
    `role = 'robot'`,
    `stats = '{"tokens":-1}'`
  ])('costs that row and is told in the log: %s', async (change) => {
    directly((database) => database.exec(`UPDATE messages SET ${change} WHERE id = '${sampleId(11)}'`))
    const { value } = await within((store) => store.readConversation(conversation.id))
    expect(value).toEqual({ conversation, messages: [question, replies[1]] })
    expect(folder.warnings.join()).toContain('1 of 3 messages')
  })

  it.each(['{"code":', '{"code":"unheard.of"}', '{"code":"model.notFound"}', ''])(
    'with an error that cannot be read costs the reason only: %s',
    async (error) => {
      const failed = `UPDATE messages SET status_kind = 'failed', end_reason = NULL, error = '${error}' WHERE id = '${sampleId(11)}'`
      directly((database) => database.exec(failed))
      const { value } = await within((store) => store.readConversation(conversation.id))
      const status = { kind: 'failed', error: { code: 'generation.failed' } }
      expect(value).toEqual({ conversation, messages: [question, { ...replies[0], status }, replies[1]] })
    }
  )

  it.each(['', '{"text":', '{"text":7}', '{"text":"Hm","tokens":-1,"ms":0}', '[]', '7'])(
    'with a thought that cannot be read costs the thought only: %s',
    async (thought) => {
      directly((database) => database.exec(`UPDATE messages SET thoughts = '${thought}' WHERE id = '${sampleId(11)}'`))
      const { value } = await within((store) => store.readConversation(conversation.id))
      expect(value).toEqual({ conversation, messages: [question, ...replies] })
    }
  )

  it.each(['', '[', '7', '{"modelName":"A"}'])('with parts that cannot be read costs the parts only: %s', async (parts) => {
    directly((database) => database.exec(`UPDATE messages SET parts = '${parts}' WHERE id = '${sampleId(11)}'`))
    const { value } = await within((store) => store.readConversation(conversation.id))
    expect(value).toEqual({ conversation, messages: [question, { ...replies[0], parts: [] }, replies[1]] })
  })

  it('keeps of each part what can be read', async () => {
    const good = samplePart({ settings: sampleSettings })
    const damaged = { modelName: 'B', seed: -1, settings: { ...sampleSettings, temperature: 'hot' }, from: 'there', repeatsFrom: -1 }
    const parts = JSON.stringify([good, damaged, { seed: 3 }, null, { modelName: 'C' }, good])
    directly((database) => database.exec(`UPDATE messages SET parts = '${parts}' WHERE id = '${sampleId(11)}'`))
    const { value } = await within((store) => store.readConversation(conversation.id))
    const salvaged = ['B', 'C'].map((modelName) => samplePart({ modelName, seed: null }))
    expect(value?.messages[1]).toEqual({ ...replies[0], parts: [good, ...salvaged, good] })
  })

  it('at the end of the shown branch costs that row, not the view of the conversation', async () => {
    directly((database) => database.exec(`UPDATE messages SET status_kind = '' WHERE id = '${sampleId(12)}'`))
    const { value } = await within((store) => store.readConversation(conversation.id))
    expect(value).toEqual({ conversation: { ...conversation, activeLeafId: sampleId(11) }, messages: [question, replies[0]] })
  })

  it('does not keep what it hangs below from being removed', async () => {
    directly((database) => database.exec(`UPDATE messages SET status_kind = '' WHERE id = '${sampleId(12)}'`))
    const { value } = await within(async (store) => {
      await store.removeMessages({ ...conversation, activeLeafId: null }, [question.id])
      return store.readConversation(conversation.id)
    })
    expect(value?.messages).toEqual([])
  })

  it('of a conversation costs its dates, not its messages', async () => {
    directly((database) => database.exec(`UPDATE conversations SET updated_at = 9007199254740993, active_leaf_id = 'x'`))
    const { value } = await within((_, index) => listAll(index))
    expect(value).toEqual([{ ...conversation, updatedAt: 0, activeLeafId: null }])
  })
})
