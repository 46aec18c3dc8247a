// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { streamStore } from '../../state/streamStore'
import { openWindow } from '../../testing/openWindow'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../../testing/samples'

const created = vi.hoisted(() => ({ types: [] as unknown[] }))

// Every render of a component of ours creates elements: what is created tells what was rendered.
vi.mock('react/jsx-dev-runtime', async (importOriginal) => {
  const original = await importOriginal<{ jsxDEV: (...rest: unknown[]) => unknown }>()
  return {
    ...original,
    jsxDEV: (...rest: unknown[]) => {
      created.types.push(rest[0])
      return original.jsxDEV(...rest)
    }
  }
})

const nameOf = (type: unknown): string =>
  typeof type === 'string'
    ? type
    : ((type as { displayName?: string; name?: string }).displayName ?? (type as { name?: string }).name ?? 'context')

/** What the text of a reply is made of. */
const TEXT_ALONE = [
  'BlockChunk',
  'BlockView',
  'Caret',
  'GrowingText',
  'Inline',
  'MarkdownText',
  'MarkedProse',
  'MessageBlocks',
  'MessageChunk',
  'ParagraphView',
  'ProsePart',
  'ProseText',
  'Standing',
  'context',
  'div',
  'p',
  'span'
]

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

it('renders nothing but the text of the growing reply while 1,000 deltas come, once for each', async () => {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const settled = aReply(question, 'Settled')
  const next = aQuestion(conversation.id, 'Next', settled.id)
  const reply = aReply(next, '', growing)
  const generation = aGeneration(reply, { kind: 'writing', tokens: 0, tokensPerSecond: null })
  const stream = streamOf(generation, reply)
  const messages = [question, settled, next, reply]
  const { bridge } = await openWindow([
    { conversation: { ...conversation, activeLeafId: reply.id }, messages, generations: [generation] },
    { conversation: aConversation('B'), messages: [] }
  ])
  await act(() => vi.advanceTimersByTimeAsync(1000))
  created.types = []
  const subscriptions = vi.spyOn(streamStore, 'subscribe')

  for (let place = 0; place < 1000; place++) {
    await act(async () => {
      bridge.emit('generation.event', stream.delta(`word ${place} `))
      await vi.advanceTimersByTimeAsync(5)
    })
  }
  const names = new Set(created.types.map(nameOf))
  const textBlocks = created.types.filter((type) => type === 'p').length
  expect([...names].sort()).toEqual(TEXT_ALONE)
  expect(subscriptions, 'each reply listens once').not.toHaveBeenCalled()
  expect(textBlocks).toBeGreaterThan(50)
  expect(textBlocks).toBeLessThanOrEqual(1_000)
  await act(() => vi.advanceTimersByTimeAsync(33))
  expect(screen.getByRole('log').textContent).toContain('word 999')
})

it('renders nothing for a thought that is closed but its line, once a second', async () => {
  const conversation = aConversation('A')
  const question = aQuestion(conversation.id, 'Q')
  const reply = aReply(question, '', growing)
  const generation = aGeneration(reply, { kind: 'thinking', tokens: 1, tokensPerSecond: null })
  const stream = streamOf(generation, reply)
  const { bridge } = await openWindow([
    { conversation: { ...conversation, activeLeafId: reply.id }, messages: [question, reply], generations: [generation] }
  ])
  const think = (): Promise<void> =>
    act(async () => {
      bridge.emit('generation.event', stream.thought('word '))
      await vi.advanceTimersByTimeAsync(5)
    })
  await think()
  expect(screen.getByRole('button', { name: /Thinking/ })).toBeTruthy()
  await act(() => vi.advanceTimersByTimeAsync(1000))
  created.types = []
  for (let place = 0; place < 100; place++) await think()
  // 100 pieces take a second of thought.
  expect(created.types.filter((type) => type !== 'span')).toEqual([])
  expect(created.types.length).toBeLessThanOrEqual(3)
})
