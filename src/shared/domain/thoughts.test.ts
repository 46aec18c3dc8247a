import { describe, expect, it } from 'vitest'
import type { MessageStatus } from './message'
import { hasOpenThought, isOnlyThought } from './thoughts'

const thought = { text: 'Hm', tokens: 1, ms: 0 }
const stopped: MessageStatus = { kind: 'stopped' }

describe('a thought', () => {
  it.each<{ status: MessageStatus; isOpen: boolean }>([
    { status: { kind: 'streaming' }, isOpen: true },
    { status: { kind: 'queued' }, isOpen: true },
    { status: stopped, isOpen: true },
    { status: { kind: 'interrupted' }, isOpen: true },
    { status: { kind: 'failed', error: { code: 'engine.lost' } }, isOpen: true },
    { status: { kind: 'complete', reason: 'lengthLimit' }, isOpen: true },
    { status: { kind: 'complete', reason: 'contextFull' }, isOpen: true },
    { status: { kind: 'complete', reason: 'repeats' }, isOpen: true },
    { status: { kind: 'complete', reason: 'finished' }, isOpen: false }
  ])('that no text follows is open unless the model ended the reply itself: $status', ({ status, isOpen }) => {
    expect(hasOpenThought({ text: '', thought, status })).toBe(isOpen)
  })

  it('is over with the first text of the answer; blank lines are none', () => {
    expect(hasOpenThought({ text: ' \n', thought, status: stopped })).toBe(true)
    expect(hasOpenThought({ text: '\nA', thought, status: stopped })).toBe(false)
  })

  it('is not open where there is none', () => {
    expect(hasOpenThought({ text: '', thought: null, status: stopped })).toBe(false)
    expect(isOnlyThought({ text: '', thought: null })).toBe(false)
  })

  it('is all there is of a reply without an answer', () => {
    expect(isOnlyThought({ text: '\n', thought })).toBe(true)
    expect(isOnlyThought({ text: 'A', thought })).toBe(false)
  })
})
