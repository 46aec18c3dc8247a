import { expect, it } from 'vitest'
import type { Engine } from '../../../engine/engine'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { until } from '../testing/manualClock'
import { setUpCore } from '../testing/setUpCore'

/** It neither counts nor measures its prefill. */
function onlyGenerating(): Engine {
  const engine = new FakeEngine({ reply: ['One', ' two'], contextSize: 100 })
  return {
    abilities: () => ({ count: null, show: null }),
    load: (spec, options) => engine.load(spec, options),
    measureMemory: () => engine.measureMemory(),
    generate: async (...call) => ({ ...(await engine.generate(...call)), prefillTimings: [] })
  }
}

it('a reply comes from an engine that can only generate; it refuses by itself what is too long', async () => {
  const store = memoryConversationStore()
  const { ready, call, events, bugs } = setUpCore({ engine: onlyGenerating, store })
  await ready()
  const replyTo = async (text: string) => {
    const sent = await call('generation.send', { conversationId: null, parentId: null, text })
    await until(() => events.hasEnded(sent.generation.generationId))
    return (await store.readConversation(sent.conversation.id))?.messages.at(-1)
  }
  expect(await replyTo('Hello')).toMatchObject({
    text: 'One two',
    status: { kind: 'complete' },
    contextStartId: null,
    parts: [{ modelName: 'Starter' }]
  })
  expect(await replyTo('word '.repeat(200))).toMatchObject({ status: { kind: 'failed', error: { code: 'generation.contextFull' } } })
  expect(bugs).toEqual([])
})
