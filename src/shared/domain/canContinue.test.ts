import { describe, expect, it } from 'vitest'
import { canContinue } from './canContinue'
import type { MessageStatus } from './message'

describe('canContinue', () => {
  it('lets people continue what was cut, and only that', () => {
    const error = { code: 'engine.lost' } as const
    const cut: MessageStatus[] = [
      { kind: 'stopped' },
      { kind: 'interrupted' },
      { kind: 'failed', error },
      { kind: 'complete', reason: 'lengthLimit' },
      { kind: 'complete', reason: 'contextFull' },
      { kind: 'complete', reason: 'repeats' }
    ]
    expect(cut.every(canContinue)).toBe(true)
    const whole: MessageStatus[] = [{ kind: 'complete', reason: 'finished' }, { kind: 'streaming' }, { kind: 'queued' }]
    expect(whole.some(canContinue)).toBe(false)
  })
})
