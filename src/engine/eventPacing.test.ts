import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { GenerationEvent } from './engine'
import { EventPacing } from './eventPacing'

const runs = process.env.HEARTH_FAULTS === 'full' ? 1000 : 100

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const figures = (tokens: number) => ({
  tokens,
  thoughtTokens: 0,
  thoughtMs: null,
  tokensPerSecond: null,
  timeToFirstTokenMs: 1,
  promptEvaluated: 1,
  promptReused: 0
})
const textOf = (events: readonly GenerationEvent[]): string => events.map((event) => (event.kind === 'text' ? event.text : '')).join('')

function setUp(): { pacing: EventPacing; sent: GenerationEvent[]; times: number[] } {
  const sent: GenerationEvent[] = []
  const times: number[] = []
  const pacing = new EventPacing((event) => {
    sent.push(event)
    times.push(performance.now())
  })
  return { pacing, sent, times }
}

const readings = fc
  .array(fc.record({ more: fc.nat(64), pause: fc.nat(80) }))
  .map((steps) => steps.map((step, index) => ({ ...step, done: steps.slice(0, index).reduce((sum, { more }) => sum + more, 0) })))
const texts = fc.array(fc.record({ text: fc.string({ unit: 'grapheme', minLength: 1 }), pause: fc.nat(80) }))

it('invariant: no text is lost, changed or sent twice; the first text and the last progress before it go at once; nothing waits longer than 37 ms', () => {
  fc.assert(
    fc.property(readings, texts, (progress, written) => {
      const { pacing, sent, times } = setUp()
      const given: GenerationEvent[] = []
      const add = (event: GenerationEvent, pause: number): void => {
        given.push(event)
        pacing.add(event)
        if (event.kind === 'text' && textOf(given) === event.text) expect(textOf(sent)).toBe(event.text)
        vi.advanceTimersByTime(pause)
        expect(textOf(given).startsWith(textOf(sent))).toBe(true)
        if (pause >= 37) expect([textOf(sent), sent.at(-1)?.kind]).toEqual([textOf(given), event.kind])
      }
      for (const { done, pause } of progress) add({ kind: 'reading', done, total: 9999 }, pause)
      written.forEach(({ text, pause }, index) => add({ kind: 'text', text, figures: figures(index + 1) }, pause))
      pacing.flush()
      const count = sent.length
      vi.advanceTimersByTime(1000)
      expect(sent).toHaveLength(count)

      expect(textOf(sent)).toBe(textOf(given))
      const lastOf = (events: readonly GenerationEvent[], kind: string) => events.findLast((event) => event.kind === kind)
      expect(lastOf(sent, 'reading')).toEqual(lastOf(given, 'reading'))
      const [told, counted] = [lastOf(sent, 'text'), lastOf(given, 'text')]
      expect(told?.kind === 'text' && told.figures).toEqual(counted?.kind === 'text' && counted.figures)
      expect(sent.map(({ kind }) => kind)).toEqual(sent.map(({ kind }) => kind).sort()) // all progress comes before all text
      for (const kind of ['reading', 'text']) {
        const at = times.filter((_, index) => sent[index]?.kind === kind)
        const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0))
        expect(gaps.slice(0, -1).every((gap) => gap >= 29)).toBe(true) // the last may be the flush at the end, or the first text's
      }
    }),
    { seed: 8, numRuns: runs }
  )
})

it('sends a model that is slower than that word by word', () => {
  const { pacing, sent } = setUp()
  for (const text of ['One', ' two', ' three']) {
    pacing.add({ kind: 'text', text, figures: figures(1) })
    expect(sent.at(-1)).toMatchObject({ text })
    vi.advanceTimersByTime(40)
  }
})

it('lets only the newest progress through where chunks are read faster than that', () => {
  const { pacing, sent } = setUp()
  for (let done = 0; done <= 160; done += 16) {
    pacing.add({ kind: 'reading', done, total: 200 })
    vi.advanceTimersByTime(5)
  }
  expect(sent.map((event) => event.kind === 'reading' && event.done)).toEqual([0, 96])
  pacing.add({ kind: 'text', text: 'Hi', figures: figures(1) })
  expect(sent.slice(2).map(({ kind }) => kind)).toEqual(['reading', 'text'])
})

it('keeps thoughts and text apart and in their order, and sends the first of each at once', () => {
  const { pacing, sent } = setUp()
  const add = (kind: 'thought' | 'text', text: string): void => pacing.add({ kind, text, figures: figures(1) })
  const told = (): string[] => sent.map((event) => (event.kind === 'reading' ? '' : `${event.kind} ${event.text}`))
  add('thought', 'a')
  expect(told()).toEqual(['thought a'])
  add('thought', 'b')
  add('thought', 'c')
  add('text', 'd')
  expect(told()).toEqual(['thought a', 'thought bc', 'text d'])
  for (const [kind, text] of [
    ['text', 'e'],
    ['thought', 'f'],
    ['thought', 'g'],
    ['text', 'h']
  ] as const)
    add(kind, text)
  vi.advanceTimersByTime(37)
  expect(told().slice(3)).toEqual(['text e', 'thought fg', 'text h'])
})

it.each([
  { between: 33, tokensPerSecond: 50, most: 1000 },
  { between: 125, tokensPerSecond: 50, most: 170 },
  { between: 125, tokensPerSecond: 150, most: 60 }
])(
  '1,000 tokens at $tokensPerSecond a second are at most $most messages where $between ms lie between two',
  ({ between, tokensPerSecond, most }) => {
    const { pacing, sent } = setUp()
    pacing.between = between
    for (let token = 0; token < 1000; token++) {
      pacing.add({ kind: 'text', text: ' word', figures: figures(token + 1) })
      vi.advanceTimersByTime(1000 / tokensPerSecond)
    }
    pacing.flush()
    expect(textOf(sent)).toBe(' word'.repeat(1000))
    expect(sent.length).toBeLessThanOrEqual(most)
    expect(JSON.stringify(sent).length / 1000).toBeLessThan(250) // bytes a token
  }
)

it('takes the time between two sends that the engine asks for, and says when it sent', () => {
  const { pacing, times } = setUp()
  pacing.between = 100
  for (let token = 0; token < 50; token++) {
    pacing.add({ kind: 'text', text: 'word ', figures: figures(token + 1) })
    expect(pacing.sentAt).toBe(times.at(-1))
    vi.advanceTimersByTime(18)
  }
  expect(times).toHaveLength(10) // of 900 ms: between two tokens, so that the engine knows that the window draws
})
