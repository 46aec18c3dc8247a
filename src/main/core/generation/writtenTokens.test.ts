import { describe, expect, it } from 'vitest'
import { StorageFailure } from '../errors/storageFailure'
import { defaultChoice } from '../../../shared/domain/presets'
import { setUpReady } from '../testing/setUpGenerations'

async function setUp(showSpecialTokens: boolean) {
  const world = await setUpReady({ thought: ['Let', ' me', ' see'], reply: ['Four', '.'] })
  const choice = { ...defaultChoice, settings: { showSpecialTokens } }
  await world.call('conversation.choose', { conversationId: null, choice })
  const writtenOf = async (conversationId: string, textId: string | undefined) =>
    textId === undefined ? null : world.call('conversation.readText', { conversationId, textId })
  return { ...world, writtenOf }
}

const whole = [
  { text: '<thought>', isMark: true },
  { text: 'Let', isMark: false },
  { text: ' me', isMark: false },
  { text: ' see', isMark: false },
  { text: '<thought end>', isMark: true },
  { text: 'Four', isMark: false },
  { text: '.', isMark: false },
  { text: '<end>', isMark: true }
]

describe('what a model wrote, token by token', () => {
  it('is kept with the reply where special tokens are shown, and with no other', async () => {
    const { gate, send, ended, storedReply, writtenOf } = await setUp(true)
    gate.open()
    const { generation, conversation } = await send('Two and two?')
    const reply = await ended(generation.generationId)
    expect(JSON.parse((await writtenOf(conversation.id, reply.parts[0]?.writtenTextId)) ?? 'null')).toEqual(whole)
    expect(await storedReply(reply)).toEqual(reply)
    const without = await setUp(false)
    without.gate.open()
    const other = await without.send('Two and two?')
    expect((await without.ended(other.generation.generationId)).parts[0]).not.toHaveProperty('writtenTextId')
  })

  it('is kept up to Stop, and of each part that goes on', async () => {
    const { gate, send, ended, call, writtenOf } = await setUp(true)
    const { generation, conversation } = await send('Two and two?')
    await gate.until('write', 2)
    await call('generation.stop', generation)
    gate.open()
    const stopped = await ended(generation.generationId)
    const more = await call('generation.continue', { conversationId: conversation.id, messageId: stopped.id })
    const reply = await ended(more.generation.generationId)
    const parts = await Promise.all(reply.parts.map(({ writtenTextId }) => writtenOf(conversation.id, writtenTextId)))
    expect(parts.map((json) => (JSON.parse(json ?? 'null') as typeof whole).map(({ text }) => text).join(''))).toEqual([
      '<thought>Let me',
      ' see<thought end>Four.<end>'
    ])
  })

  it('is saved with a reply that the disk has refused, once it takes it', async () => {
    const { gate, send, ended, disk, clock, writtenOf, storedReply } = await setUp(true)
    const { generation, conversation } = await send('Two and two?')
    await gate.until('write', 1)
    disk.faults.set('saveReply', new StorageFailure('diskFull', 'full'))
    gate.open()
    const refused = await ended(generation.generationId)
    expect(refused.status).toMatchObject({ kind: 'failed' })
    disk.faults.clear()
    await clock.advance(5_000)
    const textId = (await storedReply(refused))?.parts[0]?.writtenTextId
    expect(JSON.parse((await writtenOf(conversation.id, textId)) ?? 'null')).toEqual(whole)
  })
})
