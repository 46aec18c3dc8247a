import { beforeEach, expect, it, vi } from 'vitest'
import type { GenerationEvent } from '../../shared/contract/events'
import { sampleConversation, sampleId, sampleReply } from '../storage/testing/samples'
import { awakeWhileGenerating } from './powerSave'

const { start, stop } = vi.hoisted(() => ({ start: vi.fn(() => 7), stop: vi.fn() }))
vi.mock('electron', () => ({ powerSaveBlocker: { start, stop } }))
beforeEach(() => vi.clearAllMocks())

const reply = sampleReply(3, sampleConversation(1), sampleId(2))
const ended: GenerationEvent['event'] = { kind: 'ended', message: reply }
const text: GenerationEvent['event'] = { kind: 'delta', text: 'One' }

function setUp() {
  const subscriber = awakeWhileGenerating()
  const emit = (generation: number, event: GenerationEvent['event']): void => {
    const ids = { generationId: sampleId(generation), conversationId: reply.conversationId, messageId: reply.id }
    subscriber({ name: 'generation.event', payload: { ...ids, sequence: 1, event } })
  }
  return { subscriber, emit }
}

it('keeps the computer awake from the first event of a generation to the end of the last one', () => {
  const { emit } = setUp()
  emit(11, text)
  emit(12, text)
  emit(11, ended)
  expect(start.mock.calls).toEqual([['prevent-app-suspension']])
  expect(stop).not.toHaveBeenCalled()
  emit(12, ended)
  expect(stop.mock.calls).toEqual([[7]])
  emit(13, text)
  expect(start).toHaveBeenCalledTimes(2)
})

it('lets it sleep whatever else happens', () => {
  const { subscriber, emit } = setUp()
  subscriber({ name: 'storage.changed', payload: { storage: { kind: 'ready' } } })
  emit(11, ended)
  expect(start).not.toHaveBeenCalled()
})
