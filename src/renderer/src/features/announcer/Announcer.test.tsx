// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { GenerationPhase } from '../../../../shared/domain/generation'
import { openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, readyModel, starter, streamOf } from '../../testing/samples'

const status = () => screen.getByRole('status').textContent
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

async function setUp(phase: GenerationPhase) {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, '', growing)
  const generation = aGeneration(reply, phase)
  const chat = { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  return { ...(await openWindow([chat])), stream: streamOf(generation, reply) }
}

it('tells how a reply goes, from reading to its end', async () => {
  const { emit, stream } = await setUp({ kind: 'waitingForModel' })
  expect(status()).toBe('Waiting')
  await emit('generation.event', stream.phase({ kind: 'reading', done: 0, total: 0 }))
  expect(status()).toBe('Reading prompt')
  await pass(2000)
  await emit('generation.event', stream.phase({ kind: 'reading', done: 42, total: 100 }))
  await pass(2000)
  expect(status()).toBe('Reading prompt 42 %')
  await emit('generation.event', stream.phase({ kind: 'writing', tokens: 1, tokensPerSecond: null }))
  expect(status()).toBe('Writing')
  await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
  expect(status()).toBe('Finished')
})

it('changes a number at most every two seconds', async () => {
  const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 100 })
  await pass(10)
  const said = new Set([status()])
  for (let done = 2; done <= 40; done++) {
    await emit('generation.event', stream.phase({ kind: 'reading', done, total: 100 }))
    await pass(50)
    said.add(status())
  }
  expect(said.size).toBeLessThanOrEqual(2)
  await pass(2000)
  expect(status()).toBe('Reading prompt 40 %')
})

it('tells how much was thought, at most every two seconds, and that no answer came of it', async () => {
  const { emit, stream } = await setUp({ kind: 'reading', done: 1, total: 100 })
  await pass(10)
  await emit('generation.event', stream.phase({ kind: 'thinking', tokens: 1, tokensPerSecond: null }))
  const said = new Set([status()])
  for (let tokens = 2; tokens <= 40; tokens++) {
    await emit('generation.event', stream.phase({ kind: 'thinking', tokens, tokensPerSecond: 20 }))
    await emit('generation.event', stream.thought('word '))
    await pass(40)
    said.add(status())
  }
  expect(said.size).toBeLessThanOrEqual(2)
  await pass(2000)
  expect(status()).toBe('Thinking… 40 tokens')
  await emit('generation.event', stream.ended({ kind: 'complete', reason: 'finished' }))
  expect(status()).toBe('Finished without an answer')
})

it('does not say a word for the text itself', async () => {
  const { emit, stream } = await setUp({ kind: 'writing', tokens: 0, tokensPerSecond: null })
  const changes = vi.fn()
  new MutationObserver(changes).observe(screen.getByRole('status'), { childList: true, characterData: true, subtree: true })
  for (let place = 0; place < 100; place++) await emit('generation.event', stream.delta('word '))
  await pass(100)
  expect(changes).not.toHaveBeenCalled()
})

it('tells how the loading of a model goes, until it is ready', async () => {
  const loading = { kind: 'loading', model: starter, progress: 0.46, isRecovery: false } as const
  const { emit } = await openWindow([], { model: loading })
  expect(status()).toBe('Loading model 46 %')
  await emit('model.changed', { model: readyModel })
  expect(status()).toBe('Model ready')
})
