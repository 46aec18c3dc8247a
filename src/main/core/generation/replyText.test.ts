import { describe, expect, it } from 'vitest'
import type { Thought } from '../../../shared/domain/message'
import type { ConversationStore } from '../conversations/conversationStore'
import { ReplyText } from './replyText'
import { ManualClock, othersFirst } from '../testing/manualClock'

function setUp() {
  const clock = new ManualClock()
  const saved: string[] = []
  const thoughts: (Thought | null)[] = []
  const errors: unknown[] = []
  const waiting: (() => void)[] = []
  const disk = { isSlow: false, isFull: false }
  const store = {
    saveReplyText: async (_: string, text: string, thought: Thought | null) => {
      if (disk.isSlow) await new Promise<void>((resolve) => waiting.push(resolve))
      if (disk.isFull) throw new Error('full')
      saved.push(text)
      thoughts.push(thought)
    }
  } as unknown as ConversationStore
  const log = { info: () => undefined, warn: () => undefined, error: (_: string, thrown: unknown) => void errors.push(thrown) }
  return {
    clock,
    saved,
    thoughts,
    errors,
    waiting,
    disk,
    reply: new ReplyText({ id: 'm', text: '', thought: null }, { store: () => store, clock, log })
  }
}

describe('a growing reply', () => {
  it('is on the disk a quarter of a second after each text', async () => {
    const { clock, saved, reply } = setUp()
    for (let ms = 0; ms < 1_000; ms += 10) {
      reply.append('x')
      await clock.advance(10)
      expect(reply.text.length - (saved.at(-1)?.length ?? 0)).toBeLessThanOrEqual(25)
    }
    await clock.advance(200)
    expect(saved.at(-1)).toBe(reply.text)
    expect(saved.length).toBeLessThanOrEqual(7)
  })

  it('is saved while it thinks, with the tokens and the time of the whole thought', async () => {
    const { clock, saved, thoughts, reply } = setUp()
    reply.appendThought('Hm', { tokens: 1, ms: 0 })
    reply.appendThought(', well', { tokens: 3, ms: 20 })
    await clock.advance(5_000)
    reply.append('Yes')
    await clock.advance(200)
    const thought = { text: 'Hm, well', tokens: 3, ms: 20 }
    expect(thoughts).toEqual([thought, thought])
    expect(saved).toEqual(['', 'Yes'])
    expect(reply.thought).toEqual(thought)
  })

  it('writes nothing while there is nothing new', async () => {
    const { clock, saved, reply } = setUp()
    reply.append('a')
    await clock.advance(5_000)
    expect(saved).toEqual(['a'])
  })

  it('has one save in flight at most, and the next one carries everything', async () => {
    const { clock, saved, waiting, disk, reply } = setUp()
    disk.isSlow = true
    reply.append('a')
    await clock.advance(200)
    reply.append('b')
    reply.append('c')
    await clock.advance(2_000)
    expect(waiting.length).toBe(1)
    waiting[0]?.()
    await othersFirst()
    await clock.advance(200)
    waiting[1]?.()
    await othersFirst()
    expect(saved).toEqual(['a', 'abc'])
  })

  it('waits for the save in flight before it is settled, and begins none after', async () => {
    const { clock, saved, waiting, disk, reply } = setUp()
    disk.isSlow = true
    reply.append('a')
    await clock.advance(200)
    let isSettled = false
    const settled = reply.settle().then(() => (isSettled = true))
    await othersFirst()
    expect(isSettled).toBe(false)
    waiting[0]?.()
    await settled
    reply.append('b')
    await clock.advance(1_000)
    expect(saved).toEqual(['a'])
  })

  it('keeps the text of a save that failed and saves it with the next', async () => {
    const { clock, saved, errors, disk, reply } = setUp()
    disk.isFull = true
    reply.append('a')
    await clock.advance(200)
    disk.isFull = false
    reply.append('b')
    await clock.advance(200)
    expect(saved).toEqual(['ab'])
    expect(errors.length).toBe(1)
  })
})
