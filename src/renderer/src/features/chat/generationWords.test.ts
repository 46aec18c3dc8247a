import { describe, expect, it } from 'vitest'
import type { AssistantMessage, MessageStatus } from '../../../../shared/domain/message'
import { aConversation, aQuestion, aReply, readyModel, someStats, starter } from '../../testing/samples'
import { endWords, phaseWords } from './generationWords'

const reply = (status: MessageStatus, more: Partial<AssistantMessage> = {}): AssistantMessage =>
  aReply(aQuestion(aConversation('A').id, 'Q'), 'R', { status, ...more })

describe('generationWords', () => {
  it('tells what a reply took and why it ended', () => {
    const finished = endWords(reply({ kind: 'complete', reason: 'finished' }))
    expect(finished).toEqual({ shown: '86 tokens · 41.7 tok/s', more: ' · first token 0.18 s · finished' })
    expect(endWords(reply({ kind: 'complete', reason: 'lengthLimit' })).shown).toBe('length limit reached · 86 tokens')
    expect(endWords(reply({ kind: 'complete', reason: 'contextFull' })).shown).toContain('context full')
    expect(endWords(reply({ kind: 'complete', reason: 'repeats' })).shown).toContain('repeats itself')
    const stopped = endWords(reply({ kind: 'stopped' }, { stats: { ...someStats, tokens: 1 } }))
    expect(stopped).toEqual({ shown: 'Stopped by you · 1 token', more: ' · 41.7 tok/s · first token 0.18 s' })
    const interrupted = endWords(reply({ kind: 'interrupted' }, { stats: null }))
    expect(interrupted).toEqual({ shown: 'Hearth was closed while this was being written', more: '' })
    expect(endWords(reply({ kind: 'complete', reason: 'finished' }, { stats: null }))).toEqual({ shown: '', more: 'finished' })
  })

  it('tells what is going on, with numbers as people write them', () => {
    expect(phaseWords({ kind: 'reading', done: 1284, total: 3020 }, 0, readyModel)).toBe('Reading 1,284 of 3,020 tokens…')
    expect(phaseWords({ kind: 'reading', done: 0, total: 0 }, 0, readyModel), 'not counted yet').toBe('Reading…')
    expect(phaseWords({ kind: 'writing', tokens: 38, tokensPerSecond: 42.13 }, 38, readyModel)).toBe('Writing… 38 tokens · 42.1 tok/s')
    expect(phaseWords({ kind: 'writing', tokens: 0, tokensPerSecond: null }, 0, readyModel)).toBe('Writing…')
    expect(phaseWords({ kind: 'thinking', tokens: 214, tokensPerSecond: 42.13 }, 214, readyModel)).toBe('42.1 tok/s')
    expect(phaseWords({ kind: 'thinking', tokens: 1, tokensPerSecond: null }, 1, readyModel)).toBe('')
    expect(phaseWords({ kind: 'queued', behind: 'A' }, 0, readyModel)).toBe('Waiting for the reply in “A”…')
    expect(phaseWords({ kind: 'queued', behind: 'A' }, 0, readyModel, true)).toBe('Waiting for the other reply in this chat…')
    expect(phaseWords({ kind: 'stopping' }, 38, readyModel)).toBe('Stopped by you · 38 tokens')
    const loading = { kind: 'loading', model: starter, progress: 0.469, isRecovery: false } as const
    expect(phaseWords({ kind: 'waitingForModel' }, 0, loading)).toBe('Waiting for the model to load…')
  })
})
