import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aConversation, aGeneration, aQuestion, aReply, growing, streamOf } from '../testing/samples'
import { createStreamStore } from './streamStore'

const runs = process.env.HEARTH_FAULTS === 'full' ? 2000 : 200
const whole = { base: { text: '', thought: null }, isLenient: false }

function setUp() {
  const clock = { time: 0, isHidden: false, due: null as { at: number; run: () => void } | null }
  const store = createStreamStore({
    now: () => clock.time,
    setTimer: (run, milliseconds) => {
      clock.due = { at: clock.time + milliseconds, run }
      return 1
    },
    clearTimer: () => (clock.due = null),
    isHidden: () => clock.isHidden
  })
  const pass = (milliseconds: number): void => {
    const end = clock.time + milliseconds
    while (clock.due && clock.due.at <= end) {
      const { at, run } = clock.due
      clock.due = null
      clock.time = at
      run()
    }
    clock.time = end
  }
  const message = aReply(aQuestion(aConversation('A').id, 'Q'), '', growing)
  const generation = aGeneration(message)
  const shownAt: number[] = []
  store.subscribe(message.id, () => shownAt.push(clock.time))
  return { clock, store, pass, message, generation, stream: streamOf(generation, message), shownAt, shown: () => store.read(message.id) }
}

describe('streamStore', () => {
  it('shows the first delta at once', () => {
    const { store, stream, shown } = setUp()
    store.take(stream.delta('Be'), whole)
    expect(shown()).toBe('Be')
  })

  it('shows each delta as it comes: the engine’s process has paced them', () => {
    const { store, stream, shown, pass, shownAt } = setUp()
    for (const text of ['a', 'b', 'c']) {
      store.take(stream.delta(text), whole)
      pass(10)
    }
    expect(shown()).toBe('abc')
    expect(shownAt).toEqual([0, 10, 20])
  })

  it('shows once a second while the page is hidden, and all when it is looked at again', () => {
    const { store, stream, shown, pass, clock } = setUp()
    store.take(stream.delta('a'), whole)
    clock.isHidden = true
    store.take(stream.delta('b'), whole)
    pass(999)
    expect(shown()).toBe('a')
    pass(1)
    expect(shown()).toBe('ab')
    store.take(stream.delta('c'), whole)
    store.flush()
    expect(shown()).toBe('abc')
  })

  it('lets go of the text when the reply has ended, and drops what comes after', () => {
    const { store, stream, shown, generation } = setUp()
    store.take(stream.delta('a'), whole)
    store.take(stream.delta('b'), whole)
    store.take(stream.ended({ kind: 'stopped' }), whole)
    expect(shown()).toBeUndefined()
    expect(store.take(stream.delta('c'), whole)).toBe('drop')
    store.adopt(generation, { text: 'x', thought: null })
    expect(shown()).toBeUndefined()
  })

  it('drops what it knows and reports a gap without changing anything', () => {
    const { store, stream, shown } = setUp()
    const [first, second, third] = [stream.delta('a'), stream.delta('b'), stream.delta('c')]
    store.take(first, whole)
    expect(store.take(first, whole)).toBe('drop')
    expect(store.take(third, whole)).toBe('gap')
    expect(store.take(second, whole)).toBe('take')
    store.flush()
    expect(shown()).toBe('ab')
  })

  it('continues the text that the message had', () => {
    const { store, stream, shown } = setUp()
    store.take(stream.delta('and on'), { base: { text: 'So far ', thought: null }, isLenient: false })
    expect(shown()).toBe('So far and on')
  })

  it('keeps a thought apart from the text, and the same object until something is added to it', () => {
    const { store, stream, shown, message } = setUp()
    store.take(stream.thought('Hm'), whole)
    expect(store.readThought(message.id)).toEqual({ text: 'Hm', ms: 10 })
    expect(shown()).toBe('')
    store.take(stream.thought(', well'), whole)
    const thought = store.readThought(message.id)
    expect(thought).toEqual({ text: 'Hm, well', ms: 20 })
    store.take(stream.delta('Yes'), whole)
    expect(store.readThought(message.id)).toBe(thought)
    expect(shown()).toBe('Yes')
  })

  it('takes over an answer of main, unless it knows more', () => {
    const { store, stream, shown } = setUp()
    store.take(stream.delta('a'), whole)
    const early = stream.now()
    store.take(stream.delta('b'), whole)
    store.adopt(early.generation, early.message)
    store.flush()
    expect(shown()).toBe('ab')
    stream.delta('missed')
    const late = stream.now()
    store.adopt(late.generation, late.message)
    expect(shown()).toBe('abmissed')
  })

  it('invariant: whatever the rhythm, the text is whole and in order; a hidden page shows it at most once a second', () => {
    const step = fc.record({
      text: fc.string({ minLength: 1, maxLength: 5 }),
      wait: fc.nat({ max: 600 }),
      repeats: fc.boolean(),
      isHidden: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const { clock, store, stream, shown, pass, shownAt } = setUp()
        let text = ''
        for (const { text: more, wait, repeats, isHidden } of steps) {
          clock.isHidden = isHidden
          const before = shownAt.length
          const event = stream.delta(more)
          text += more
          store.take(event, whole)
          if (repeats) store.take(event, whole)
          if (isHidden && before > 0 && shownAt.length > before)
            expect(clock.time - (shownAt[before - 1] ?? 0)).toBeGreaterThanOrEqual(1000)
          else if (!isHidden) expect(shown()).toBe(text)
          expect(text.startsWith(shown() ?? '')).toBe(true)
          pass(wait)
        }
        pass(1000)
        expect(shown()).toBe(text)
      }),
      { seed: 1, numRuns: runs }
    )
  })
})
