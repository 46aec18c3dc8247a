// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { doing, openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, larger, streamOf } from '../../testing/samples'

const mark = () => screen.getByRole('article', { name: 'Assistant' }).querySelector<HTMLElement>('.work-mark')
const place = (): number => Number(mark()?.querySelector<HTMLElement>('.work-mark-ember')?.style.getPropertyValue('--place'))
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

async function replyIn(phase: GenerationPhase) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, '', growing)
  const generation = aGeneration(reply, phase)
  const stream = streamOf(generation, reply)
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  const { emit } = await openWindow([chat])
  return { emit, goesOn: (next: GenerationPhase) => emit('generation.event', stream.phase(next)) }
}

it('is filled by how much of a prompt is read, with the words beside it', async () => {
  const { goesOn } = await replyIn({ kind: 'reading', done: 0, total: 0 })
  expect(place()).toBe(0)
  await goesOn({ kind: 'reading', done: 100, total: 400 })
  await goesOn({ kind: 'reading', done: 300, total: 400 })
  await doing(() => vi.advanceTimersByTime(300))
  expect(place()).toBe(0.75)
  await goesOn({ kind: 'writing', tokens: 1, tokensPerSecond: null })
  expect(mark()).toBeNull()
})

it('goes to and fro with the tokens of a thought', async () => {
  const { goesOn } = await replyIn({ kind: 'reading', done: 1, total: 1 })
  for (const [tokens, expected] of [
    [0, 0],
    [32, 0.5],
    [64, 1],
    [96, 0.5],
    [128, 0]
  ] as const) {
    // prettier-ignore
    await goesOn({ kind: 'thinking', tokens, tokensPerSecond: null })
    await doing(() => vi.advanceTimersByTime(300))
    expect(place()).toBe(expected)
  }
})

it('is filled by how much of an awaited model is loaded', async () => {
  const { emit } = await replyIn({ kind: 'waitingForModel' })
  await emit('model.changed', { model: { kind: 'loading', model: larger, progress: 0.4, isRecovery: false } })
  await doing(() => vi.advanceTimersByTime(300))
  expect(place()).toBe(0.4)
})
