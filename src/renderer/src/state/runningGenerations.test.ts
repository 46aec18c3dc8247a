import { describe, expect, it } from 'vitest'
import { aConversation, aGeneration, aQuestion, aReply } from '../testing/samples'
import { generationOf, stoppableIn, withoutConversation, withoutGeneration, withPhase, withStopRefused } from './runningGenerations'

const conversation = aConversation('A')
const generation = aGeneration(aReply(aQuestion(conversation.id, 'Q'), ''))
const later = aGeneration(aReply(aQuestion(conversation.id, 'Next'), ''))
const writing = { kind: 'writing', tokens: 38, tokensPerSecond: 41 } as const
const queued = { kind: 'queued', behind: 'A' } as const

describe('runningGenerations', () => {
  it('stays stopped, whatever was on its way, and keeps the number of tokens', () => {
    const stopped = withPhase(withPhase({}, generation, writing), generation, { kind: 'stopping' })
    expect(withPhase(stopped, generation, { ...writing, tokens: 39 })).toBe(stopped)
    expect(generationOf(stopped, generation.messageId)).toMatchObject({ phase: { kind: 'stopping' }, tokens: 38 })
  })

  it('goes on when Stop could not be asked for', () => {
    const stopped = withPhase(withPhase({}, generation, writing), generation, { kind: 'stopping' })
    expect(generationOf(withStopRefused(stopped, generation.generationId, writing), generation.messageId)?.phase).toEqual(writing)
  })

  it('stops what is generated before what waits, and the last that waits before those before it', () => {
    const both = withPhase(withPhase({}, generation, writing), later, queued)
    expect(stoppableIn(both, conversation.id)?.generationId).toBe(generation.generationId)
    const onlyQueued = withPhase(withPhase({}, generation, queued), later, queued)
    expect(stoppableIn(onlyQueued, conversation.id)?.generationId).toBe(later.generationId)
    expect(stoppableIn(both, aConversation('B').id)).toBeUndefined()
  })

  it('stops no message that waits while another one is being stopped: whoever presses twice meant that one', () => {
    const both = withPhase(withPhase({}, generation, writing), later, queued)
    const stopping = withPhase(both, generation, { kind: 'stopping' })
    expect(stoppableIn(stopping, conversation.id)).toBeUndefined()
    const queuedStopping = withPhase(both, later, { kind: 'stopping' })
    expect(stoppableIn(queuedStopping, conversation.id)?.generationId).toBe(generation.generationId)
  })

  it('forgets what has ended and what was deleted', () => {
    const running = withPhase({}, generation, writing)
    expect(withoutGeneration(running, generation.generationId)).toEqual({})
    expect(withoutGeneration(running, later.generationId)).toBe(running)
    expect(withoutConversation(running, conversation.id)).toEqual({})
  })
})
