import { beforeEach, describe, expect, it } from 'vitest'
import type { AssistantMessage } from '../../shared/domain/message'
import { balanced } from '../../shared/domain/recommendedSettings'
import { samplingSettings } from '../../shared/domain/samplingSettings'
import { sampleConversation, sampleId, samplePart, sampleQuestion, sampleReply, sampleSettings } from './testing/samples'
import { storeFolder } from './testing/storeFolder'

const { within, directly } = storeFolder()
const literal = (value: string | number | null): string => (typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL'))

describe('a reply as versions 1 to 3 stored it, with one model, seed and settings', () => {
  const conversation = sampleConversation(1, { activeLeafId: sampleId(11) })
  const question = sampleQuestion(10, conversation)
  const reply = sampleReply(11, conversation, question.id)
  const stats = JSON.stringify({ ...reply.stats, seed: 7 })
  beforeEach(() => within((store) => store.save(conversation, [question, reply])))

  /** The reply of a row in which these columns are as given, and no parts. */
  async function readWith(columns: Record<string, string | number | null>): Promise<AssistantMessage> {
    const values = { parts: null, model_name: 'Old model', stats, ...columns }
    const set = Object.entries(values).map(([name, value]) => `${name} = ${literal(value)}`)
    directly((database) => database.exec(`UPDATE messages SET ${set.join(', ')} WHERE id = '${reply.id}'`))
    const { value } = await within((store) => store.readConversation(conversation.id))
    const read = value?.messages[1]
    if (read?.role !== 'assistant') throw new Error('The reply cannot be read')
    return read
  }
  const old = samplePart({ modelName: 'Old model', seed: 7 })

  it('is read as one part, and again after it was saved', async () => {
    const read = await readWith({ settings: JSON.stringify({ ...balanced, seed: 7 }), end_reason: 'repeats', repeats_from: 3 })
    const status = { kind: 'complete', reason: 'repeats' } as const
    expect(read).toEqual({ ...reply, status, parts: [{ ...old, settings: sampleSettings, repeatsFrom: 3 }] })
    const { value } = await within(async (store) => {
      await store.saveReply({ ...read, parts: [...read.parts, samplePart({ from: 5 })] })
      return store.readConversation(conversation.id)
    })
    expect(value?.messages[1]).toEqual({ ...read, parts: [...read.parts, samplePart({ from: 5 })] })
  })

  it('has no part where it had not begun', async () => {
    expect((await readWith({ model_name: null, stats: null })).parts).toEqual([])
  })

  it.each(['{"temperature":"hot"}', '{', '{}', null])('with settings that cannot be read costs the settings only: %s', async (text) => {
    expect((await readWith({ settings: text })).parts).toEqual([old])
  })

  it('has what was added to the settings later as it was then: not watched for loops, else as by default', async () => {
    const first = ['temperature', 'topP', 'topK', 'minP', 'repeatPenalty', 'maxTokens', 'seed']
    const oldest = Object.fromEntries(Object.entries(balanced).filter(([name]) => first.includes(name)))
    expect(Object.keys(samplingSettings.shape).length).toBeGreaterThan(first.length)
    expect((await readWith({ settings: JSON.stringify(oldest) })).parts).toEqual([
      { ...old, settings: { ...sampleSettings, loopGuard: false } }
    ])
  })

  it.each([-1, 2 ** 60])('with a repeated part from %s on costs the mark only', async (place) => {
    expect((await readWith({ end_reason: 'repeats', repeats_from: place })).parts).toEqual([old])
  })
})
