import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certain, LoopGuard } from './loopGuard'
import { legitimateRepetition } from './testing/legitimateRepetition'
import { realLoops, textOfLoop } from './testing/realLoops'

const runs = process.env['HEARTH_FAULTS'] === 'full' ? 2000 : 60

/** Adds the text in pieces until it is a loop. `written`: up to then. */
function watch(text: string, size = 4): { repeatsFrom: number | null; written: string } {
  const guard = new LoopGuard()
  let written = ''
  for (let at = 0; at < text.length && guard.repeatsFrom === null; at += size) {
    guard.add(text.slice(at, at + size))
    written = text.slice(0, at + size)
  }
  return { repeatsFrom: guard.repeatsFrom, written }
}

const legitimate = Object.entries(legitimateRepetition).flatMap(([kind, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ kind, name, text }))
)

describe('legitimate repetition', () => {
  it.each(legitimate)('is no loop: $kind: $name', ({ text }) => {
    expect(watch(text).repeatsFrom).toBeNull()
    const inTheMiddle = `Here it is:\n\n${text}\n\nThat was all.`
    expect(watch(inTheMiddle, 7).repeatsFrom).toBeNull()
  })

  it('is no loop with all of it in one reply', () => {
    expect(watch(legitimate.map(({ text }) => text).join('\n\n')).repeatsFrom).toBeNull()
  })

  it('is none where a number counts up for ever', () => {
    expect(watch(Array.from({ length: 3000 }, (_, place) => `Step ${place}: the same as before.\n`).join('')).repeatsFrom).toBeNull()
  })
})

describe('a loop', () => {
  it.each(realLoops)('of $name is found soon, and the mark begins with its second time', (loop) => {
    const { segment, before } = loop
    const { repeatsFrom, written } = watch(textOfLoop(loop, 20_000))
    const weight = /\p{Script=Han}/u.test(segment) ? 2.8 : 1 // all but the full stop count as three
    const limit = Math.max(certain.leastLength / weight, certain.leastTimes * segment.length)
    expect(written.length - before.length).toBeGreaterThanOrEqual(limit)
    expect(written.length - before.length).toBeLessThan(limit + 256 + 4)
    expect(repeatsFrom).toBe(before.length + segment.length)
  })

  it('that begins where the text before it ends as its segment does is marked from a whole word on', () => {
    const before = 'It was not warm. '
    const segment = 'The night was cold, and so it was not warm. '
    expect(watch(before + segment.repeat(100)).repeatsFrom).toBe(before.length + segment.length)
  })

  it('that has no words is marked from a whole character on', () => {
    const { repeatsFrom, written } = watch(`x👧${'👩‍👩‍👧'.repeat(1000)}`)
    expect(written.slice(repeatsFrom ?? 0).startsWith('👩‍👩‍👧')).toBe(true)
  })

  it('is none of a guard that has seen only some of it', () => {
    const text = 'This line is all there is. '.repeat(110)
    expect(watch(text).repeatsFrom).toBe(null)
    expect(watch(text + text).repeatsFrom).not.toBeNull()
    expect(watch(text).repeatsFrom, 'continued').toBe(null)
  })
})

const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '.', 'é', '👩', '0'), minLength: 1, maxLength: 40 })

describe('invariant', () => {
  it('however the text is cut, the answer is the same', () => {
    fc.assert(
      fc.property(word, word, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (before, segment, sizes) => {
        const text = before + segment.repeat(Math.ceil(5000 / segment.length))
        const guard = new LoopGuard()
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          guard.add(text.slice(at, at + size))
          at += size
        }
        expect(guard.repeatsFrom).toBe(watch(text).repeatsFrom)
        expect(guard.repeatsFrom).not.toBeNull()
      }),
      { seed: 11, numRuns: runs }
    )
  })

  it('what is marked is what stands before it, again', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), fc.array(word, { minLength: 1, maxLength: 25 }), (before, segments) => {
        const segment = segments.join('')
        const start = before.join('')
        const { repeatsFrom, written } = watch(start + segment.repeat(Math.ceil(12_000 / segment.length)))
        const from = repeatsFrom ?? expect.fail('no loop was found')
        expect(from).toBeLessThanOrEqual(start.length + 2 * segment.length)
        for (let at = from; at < written.length; at++) expect(written[at]).toBe(written[at - segment.length])
      }),
      { seed: 12, numRuns: runs }
    )
  })
})
