import { describe, expect, it } from 'vitest'
import { defaultChoice } from '../../../shared/domain/presets'
import { until } from '../testing/manualClock'
import { other } from '../testing/setUpCore'
import { setUpGenerations, type GenerationWorld } from '../testing/setUpGenerations'

/** A reply of the starter that was stopped after its first word, and the other model in use. */
async function setUp() {
  let seed = 0
  const world = setUpGenerations({}, { drawSeed: () => ++seed })
  await world.ready()
  const sent = await world.send('Hello')
  await world.gate.until('write', 1)
  await world.call('generation.stop', sent.generation)
  world.gate.pass()
  const stopped = await world.ended(sent.generation.generationId)
  await world.call('model.load', { modelId: other.model.id })
  await until(() => world.models.status.kind === 'ready' && world.models.status.model.id === other.model.id)
  const goOn = async () =>
    (await world.call('generation.continue', { conversationId: sent.conversation.id, messageId: stopped.id })).generation
  return { ...world, sent, stopped, goOn }
}
const madeBy = ({ parts }: Awaited<ReturnType<GenerationWorld['ended']>>) =>
  parts.map(({ modelName, seed, from }) => [modelName, seed, from])

describe('a reply that another model goes on with', () => {
  it('keeps both names, both seeds and both settings', async () => {
    const { goOn, gate, ended, storedReply } = await setUp()
    gate.open()
    const whole = await ended((await goOn()).generationId)
    expect(whole.text).toBe('One two three')
    expect(madeBy(whole)).toEqual([
      ['Starter', 1, 0],
      ['Other', 2, 3]
    ])
    expect(whole.parts.map(({ settings }) => settings?.temperature)).toEqual([0.2, 0.7])
    expect(whole.parts.at(-1)?.threads).toMatchObject({ reading: [{ threads: 1 }], writing: [{ threads: 1, tokens: 2 }] })
    expect(await storedReply(whole)).toEqual(whole)
  })

  it('names it before it reads, and only the first where it was stopped before its first token', async () => {
    const { goOn, gate, call, ended, storedReply, stopped } = await setUp()
    const generation = await goOn()
    await gate.next()
    expect((await storedReply(stopped))?.parts.map(({ modelName }) => modelName)).toEqual(['Starter', 'Other'])
    await call('generation.stop', generation)
    gate.open()
    const again = await ended(generation.generationId)
    expect(again.parts).toEqual(stopped.parts)
    expect(await storedReply(again)).toEqual(again)
  })

  it('tells nothing of a generation that added nothing: neither what it read nor what it wrote', async () => {
    let pieces = ['One', ' two', ' three']
    const { ready, send, gate, call, ended, storedReply } = setUpGenerations({ reply: () => pieces })
    await ready()
    await call('conversation.choose', { conversationId: null, choice: { ...defaultChoice, settings: { showSpecialTokens: true } } })
    const sent = await send('Hello')
    await gate.until('write', 1)
    await call('generation.stop', sent.generation)
    gate.open()
    const stopped = await ended(sent.generation.generationId)
    pieces = ['One'] // it has nothing more to say
    const more = await call('generation.continue', { conversationId: sent.conversation.id, messageId: stopped.id })
    const again = await ended(more.generation.generationId)
    expect(again).toMatchObject({ text: 'One', status: { kind: 'complete' }, contextStartId: stopped.contextStartId })
    expect(again.parts).toEqual(stopped.parts)
    expect(await storedReply(again)).toEqual(again)
  })

  it('keeps its author when it is tried again with the other model: that is another reply', async () => {
    const { sent, stopped, gate, call, ended, storedReply } = await setUp()
    gate.open()
    const again = await call('generation.start', { conversationId: sent.conversation.id, parentId: sent.userMessage.id })
    expect(madeBy(await ended(again.generation.generationId))).toEqual([['Other', 2, 0]])
    expect(await storedReply(stopped)).toEqual(stopped)
  })
})
