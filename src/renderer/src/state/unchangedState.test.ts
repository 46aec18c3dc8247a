// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../../shared/contract/events'
import type { GenerationPhase } from '../../../shared/domain/generation'
import { FakeBridge } from '../testing/fakeBridge'
import { resetState } from '../testing/resetState'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../testing/samples'
import { useAppStore } from './appStore'
import { useConversationStore } from './conversationStore'
import { useGenerationStore } from './generationStore'
import { openConversation } from './openings'
import { receiveEvent } from './receiveEvent'
import { streamStore } from './streamStore'

const writing: GenerationPhase = { kind: 'writing', tokens: 1, tokensPerSecond: null }
const receive = (event: AppEvent): void => receiveEvent(event, () => undefined)

/** A conversation on the screen and one that is not; a reply grows in each. */
async function setUp() {
  resetState()
  const bridge = new FakeBridge()
  window.hearth = bridge
  const [open, other] = [aGrowing('A'), aGrowing('B')]
  bridge.answer('conversation.open', () => ({ ...open, draft: '', place: null }))
  await openConversation(open.conversation.id)
  receive({ name: 'generation.event', payload: other.stream.phase(writing) })
  return { open, other }
}

function aGrowing(title: string) {
  const empty = aConversation(title)
  const question = aQuestion(empty.id, 'Q')
  const reply = aReply(question, '', growing)
  const generation = aGeneration(reply, writing)
  const conversation = { ...empty, activeLeafId: reply.id }
  return { conversation, messages: [question, reply], reply, generations: [generation], stream: streamOf(generation, reply) }
}

/** How often the subscribers of each store are notified while `act` runs. */
function notificationsDuring(act: () => void): { app: number; conversation: number; generation: number } {
  const counts = { app: 0, conversation: 0, generation: 0 }
  const ends = [
    useAppStore.subscribe(() => void (counts.app += 1)),
    useConversationStore.subscribe(() => void (counts.conversation += 1)),
    useGenerationStore.subscribe(() => void (counts.generation += 1))
  ]
  act()
  ends.forEach((end) => end())
  return counts
}

const none = { app: 0, conversation: 0, generation: 0 }

describe('subscribers of the stores are not notified', () => {
  it.each(['open', 'other'] as const)('of text, however much of it comes: the %s conversation', async (which) => {
    const { [which]: growingOne } = await setUp()
    const during = notificationsDuring(() => {
      for (let place = 0; place < 100; place++) receive({ name: 'generation.event', payload: growingOne.stream.delta(`${place} `) })
    })
    expect(streamStore.read(growingOne.reply.id)).toMatch(/^0 1 .* 99 $/)
    expect(during).toEqual(none)
  })

  it('of what is known already', async () => {
    const { open } = await setUp()
    const stopping = open.stream.phase({ kind: 'stopping' })
    receive({ name: 'generation.event', payload: stopping })
    const during = notificationsDuring(() => {
      receive({ name: 'generation.event', payload: stopping })
      receive({ name: 'generation.event', payload: open.stream.phase(writing) })
      receive({ name: 'conversation.saved', payload: { conversation: { ...open.conversation } } })
      receive({ name: 'message.saved', payload: { message: { ...open.reply, text: 'saved' } } })
    })
    expect(during).toEqual(none)
  })

  it('of a conversation or a message that was gone before', async () => {
    const { open, other } = await setUp()
    const removed: AppEvent = { name: 'conversation.removed', payload: { conversationId: other.conversation.id } }
    const conversationId = open.conversation.id
    receive(removed)
    const during = notificationsDuring(() => {
      receive(removed)
      receive({ name: 'message.removed', payload: { conversationId, messageIds: [other.reply.id] } })
    })
    expect(during).toEqual(none)
  })
})

describe('subscribers of the stores are notified once', () => {
  it('when the phase of a generation changes', async () => {
    const { open } = await setUp()
    const next = open.stream.phase({ ...writing, tokens: 2 })
    expect(notificationsDuring(() => receive({ name: 'generation.event', payload: next }))).toEqual({ ...none, generation: 1 })
  })

  it('when a conversation on the screen is saved with another title', async () => {
    const { open } = await setUp()
    const conversation = { ...open.conversation, title: 'Renamed' }
    const during = notificationsDuring(() => receive({ name: 'conversation.saved', payload: { conversation } }))
    expect(during).toEqual({ ...none, app: 1, conversation: 1 })
  })
})
