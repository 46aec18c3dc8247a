// @vitest-environment happy-dom
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MessageStatus } from '../../../shared/domain/message'
import { FakeBridge } from '../testing/fakeBridge'
import { resetState } from '../testing/resetState'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../testing/samples'
import { useConversationStore } from './conversationStore'
import { useGenerationStore } from './generationStore'
import { openConversation } from './openings'
import { receiveEvent } from './receiveEvent'
import { streamStore } from './streamStore'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2000 : 200
beforeEach(resetState)

/** One step of main: text or a thought, a number, an event that gets lost or comes twice, and whether the window has time to work in between. */
const step = fc.record({
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('delta', 'thought'),
  fate: fc.constantFrom('arrives', 'arrives', 'arrives', 'isLost', 'comesTwice'),
  isSlow: fc.boolean(),
  reopens: fc.nat({ max: 9 }).map((n) => n === 0)
})
const endings: MessageStatus[] = [{ kind: 'complete', reason: 'finished' }, { kind: 'stopped' }]

describe('a reply on the screen', () => {
  it('invariant: is what main says, whatever was lost, repeated or asked for again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.constantFrom(...endings), async (steps, ending) => {
        resetState()
        const bridge = new FakeBridge()
        window.hearth = bridge
        const empty = aConversation('A')
        const other = aConversation('B')
        const question = aQuestion(empty.id, 'Q')
        const reply = aReply(question, 'Begun: ', growing)
        const conversation = { ...empty, activeLeafId: reply.id }
        const generation = aGeneration(reply, { kind: 'reading', done: 0, total: 9 }, 2)
        const stream = streamOf(generation, reply)
        let ended: ReturnType<typeof stream.ended> | null = null
        bridge.answer('conversation.open', ({ conversationId }) => {
          if (conversationId !== conversation.id) return { conversation: other, messages: [], generations: [], draft: '', place: null }
          const now = stream.now()
          const last = ended?.event.kind === 'ended' ? ended.event.message : now.message
          return { conversation, messages: [question, last], generations: ended ? [] : [now.generation], draft: '', place: null }
        })
        const say = (event: ReturnType<typeof stream.delta>): void =>
          receiveEvent({ name: 'generation.event', payload: event }, () => undefined)

        await openConversation(conversation.id)
        const written = { delta: 'Begun: ', thought: '' }
        for (const { text: more, kind, fate, isSlow, reopens } of steps) {
          const event = stream[kind](more)
          written[kind] += more
          if (fate !== 'isLost') say(event)
          if (fate === 'comesTwice') say(event)
          if (reopens) await openConversation(other.id)
          if (reopens) void openConversation(conversation.id)
          if (!isSlow) continue
          await settled()
          streamStore.flush()
          if (fate === 'isLost') continue
          expect(streamStore.read(reply.id)).toBe(written.delta)
          expect(streamStore.readThought(reply.id)?.text ?? '').toBe(written.thought)
        }
        await settled()
        ended = stream.ended(ending)
        say(ended)
        await settled()

        const { open } = useConversationStore.getState()
        const shown = open?.messages.get(reply.id)
        expect(shown).toMatchObject({ text: written.delta, status: ending })
        expect(shown?.role === 'assistant' && (shown.thought?.text ?? '')).toBe(written.thought)
        expect(streamStore.read(reply.id)).toBeUndefined()
        expect(streamStore.readThought(reply.id)).toBeUndefined()
        expect(useGenerationStore.getState().running).toEqual({})
      }),
      { seed: 2, numRuns: runs }
    )
  }, 120_000)

  it('shows a delta that came while main was being asked, once', async () => {
    const bridge = new FakeBridge()
    window.hearth = bridge
    const conversation = aConversation('A')
    const question = aQuestion(conversation.id, 'Q')
    const reply = aReply(question, 'a', growing)
    const generation = aGeneration(reply, { kind: 'writing', tokens: 1, tokensPerSecond: null }, 1)
    const stream = streamOf(generation, reply)
    bridge.answer('conversation.open', () => {
      stream.delta('b')
      const now = stream.now()
      return { conversation, messages: [question, now.message], generations: [now.generation], draft: '', place: null }
    })
    const opening = openConversation(conversation.id)
    receiveEvent({ name: 'generation.event', payload: { ...stream.delta('c'), sequence: 3 } }, () => undefined)
    await opening
    streamStore.flush()
    expect(streamStore.read(reply.id)).toBe('abc')
  })
})

/** Every answer that is under way has come. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
