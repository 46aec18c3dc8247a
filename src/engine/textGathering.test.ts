import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TextGathering } from './textGathering'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1000 : 100
type Sent = { text: string; tokens: number; at: number }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp(): { gathering: TextGathering; sent: Sent[] } {
  const sent: Sent[] = []
  const gathering = new TextGathering(({ text, tokens }) => sent.push({ text, tokens, at: performance.now() }))
  return { gathering, sent }
}

it('law: nothing is lost, changed or sent twice, the first goes at once, and a text waits 33 ms at most', () => {
  const texts = fc.array(fc.record({ text: fc.string({ unit: 'grapheme', minLength: 1 }), tokens: fc.nat(3), pause: fc.nat(80) }), {
    minLength: 1
  })
  fc.assert(
    fc.property(texts, (all) => {
      const { gathering, sent } = setUp()
      const begun = performance.now()
      let given = ''
      for (const { text, tokens, pause } of all) {
        gathering.add({ kind: 'text', text, tokens })
        given += text
        vi.advanceTimersByTime(pause)
        const shown = sent.map((event) => event.text).join('')
        expect(given.startsWith(shown)).toBe(true)
        if (pause >= 33) expect(shown).toBe(given)
      }
      gathering.flush()
      vi.advanceTimersByTime(1000)
      expect(sent[0]?.at).toBe(begun)
      expect(sent.map(({ text }) => text).join('')).toBe(all.map(({ text }) => text).join(''))
      expect(sent.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(all.reduce((sum, { tokens }) => sum + tokens, 0))
      const gaps = sent.slice(1, -1).map(({ at }, index) => at - (sent[index]?.at ?? 0)) // the last may be the flush at the end
      expect(gaps.every((gap) => gap >= 33)).toBe(true)
    }),
    { seed: 8, numRuns: runs }
  )
})

it('sends a model that is slower than that word by word', () => {
  const { gathering, sent } = setUp()
  for (const text of ['One', ' two', ' three']) {
    gathering.add({ kind: 'text', text, tokens: 1 })
    expect(sent.at(-1)?.text).toBe(text)
    vi.advanceTimersByTime(40)
  }
})
