// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContextLedger } from '../../../shared/domain/contextLedger'
import { FakeBridge } from '../testing/fakeBridge'
import { resetState } from '../testing/resetState'
import { aConversation } from '../testing/samples'
import { followContext, useContextStore } from './contextStore'
import { useConversationStore } from './conversationStore'
import { draftStore } from './draftStore'
import { openedConversation } from './openConversation'
import { aLedger } from '../testing/samples'

const ledger = (draft: number): ContextLedger => aLedger({ draft })
const shown = () => useContextStore.getState().ledger?.draft ?? null
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)

let bridge: FakeBridge
/** Answers that main has not given yet, oldest first. */
let answers: ((ledger: ContextLedger) => void)[]
let end: () => void
beforeEach(() => {
  vi.useFakeTimers()
  resetState()
  bridge = new FakeBridge()
  window.hearth = bridge
  answers = []
  bridge.answer('context.measure', () => new Promise<ContextLedger>((resolve) => answers.push(resolve)))
  end = followContext()
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

const asked = () => bridge.inputsOf('context.measure').map(({ draft }) => draft)
const answer = async (draft: number) => {
  answers.shift()?.(ledger(draft))
  await later(0)
}

describe('the ledger that is shown', () => {
  it('is asked for once nothing has been typed for a moment, not with each key', async () => {
    await later(250)
    await answer(0)
    for (const text of ['a', 'ab', 'abc']) {
      draftStore.edit(null, text)
      await later(100)
    }
    expect(asked()).toEqual([''])
    await later(150)
    expect(asked()).toEqual(['', 'abc'])
    await answer(3)
    expect(shown()).toBe(3)
  })

  it('is asked for one at a time; what changed meanwhile is measured after it', async () => {
    await later(250)
    for (const text of ['a', 'ab', 'abc']) {
      draftStore.edit(null, text)
      await later(300)
    }
    expect(asked()).toEqual([''])
    await answer(0)
    await later(250)
    expect(asked()).toEqual(['', 'abc'])
  })

  it('is never that of another chat, however late its answer comes', async () => {
    await later(250)
    useConversationStore.setState({ open: openedConversation(aConversation('Another'), []) })
    await answer(7)
    expect(shown()).toBeNull()
    await later(250)
    await answer(9)
    expect(shown()).toBe(9)
  })

  it('is not asked for a draft that cannot be sent', async () => {
    await later(250)
    await answer(5)
    draftStore.edit(null, 'a'.repeat(1_000_001))
    await later(250)
    expect(asked()).toEqual([''])
    expect(shown()).toBeNull()
  })
})
