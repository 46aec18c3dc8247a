import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FullEngine, GenerationEvent } from '../engine'
import { CHUNK_SIZES } from '../tuning/chunks'
import { standardScripts } from '../scriptedModel/standardScripts'
import { asks, greedy, begunReply, record, recordUntil, textOf, type ScriptName } from './recording'

const RUNS = process.env['HEARTH_FAULTS'] === 'full' ? 200 : 20
const nextTurnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What an engine promises about Stop: at any point, text that was reported stays, nothing follows, and the reply can be continued. */
export function describeStops(engine: (script: ScriptName) => FullEngine): void {
  const { plain, long } = standardScripts

  describe('Stop', () => {
    it('before the call: nothing is read or written', async () => {
      const { result, text } = await record(engine('plain'), asks('Too late.'), { signal: AbortSignal.abort() })
      expect(result).toMatchObject({ reason: 'stopped', tokens: 0, tokensPerSecond: null, timeToFirstTokenMs: null })
      expect(text).toBe('')
    })

    it('while the prompt is read: what was read is kept for the next time', async () => {
      const prompt = asks('red green blue '.repeat(40).trim())
      const { tokens } = await engine('plain').abilities().count(prompt)
      const isUnderWay = (event: GenerationEvent): boolean => event.kind === 'reading' && event.done >= 32 && event.done < event.total
      const { result, text } = await recordUntil(engine('plain'), prompt, isUnderWay)
      expect(result.reason).toBe('stopped')
      expect(result.promptEvaluated + result.promptReused).toBeLessThan(tokens)
      expect(text).toBe('')
      const again = await record(engine('plain'), prompt)
      expect(again.result.promptReused).toBeGreaterThanOrEqual(32)
      expect(again.text).toBe(plain.text)
    })

    it.each([16, 48, 96])('at `reading %i`: at most one chunk more is evaluated', async (at) => {
      const prompt = asks(`chunk ${at} ${'red green blue '.repeat(60).trim()}`)
      const stoppedAt: number[] = []
      const { result } = await recordUntil(engine('plain'), prompt, (event) => {
        if (event.kind !== 'reading' || event.done < at || event.done === event.total) return false
        stoppedAt.push(event.done)
        return true
      })
      const known = result.promptEvaluated + result.promptReused
      expect(known - (stoppedAt[0] ?? 0), 'prompt tokens evaluated after Stop').toBeLessThanOrEqual(CHUNK_SIZES[0])
      expect(result.tokens).toBe(0)
    })

    it.each([1, 5, 20])('after %i tokens: at most one more is written', async (at) => {
      const stoppedAt: number[] = []
      const { result } = await recordUntil(engine('long'), asks(`Stop after ${at}.`), (event) => {
        if (event.kind !== 'text' || event.figures.tokens < at) return false
        stoppedAt.push(event.figures.tokens)
        return true
      })
      expect(result.reason).toBe('stopped')
      expect(result.tokens - (stoppedAt[0] ?? 0), 'tokens written after Stop').toBeLessThanOrEqual(1)
    })

    it('while text is written: the text stays', async () => {
      const { result, text, events } = await recordUntil(engine('long'), asks('Go.'), (event) => event.kind === 'text')
      expect(result.reason).toBe('stopped')
      expect(result.tokens).toBeGreaterThanOrEqual(1)
      expect(text).toBe(textOf(events))
      expect(text.length).toBeGreaterThan(0)
      expect(long.text.startsWith(text)).toBe(true)
      expect(text.length).toBeLessThan(long.text.length)
    })

    it('after the end: nothing happens', async () => {
      const abort = new AbortController()
      const { result } = await record(engine('plain'), asks('Quick.'), { signal: abort.signal })
      abort.abort()
      await nextTurnOfTheLoop()
      expect(result.reason).toBe('finished')
    })

    it('at any event: the events are the truth, none comes late, and the reply can be completed', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('plain', 'long'),
          fc.integer({ min: 1, max: 40 }),
          fc.string({ unit: 'grapheme' }),
          async (script, at, asked) => {
            const prompt = asks(asked)
            const abort = new AbortController()
            const events: GenerationEvent[] = []
            const onEvent = (event: GenerationEvent): void => {
              if (events.push(event) === at) abort.abort()
            }
            const result = await engine(script).generate(prompt, greedy, { signal: abort.signal, onEvent })
            const settledWith = events.length
            await nextTurnOfTheLoop()
            expect(events.length).toBe(settledWith)

            const whole = standardScripts[script].text
            const text = textOf(events)
            expect(whole.startsWith(text)).toBe(true)
            expect(text).not.toMatch(/\p{Surrogate}/u) // no half of a pair
            expect(events.some((event) => event.kind === 'text' && event.text === '')).toBe(false)
            if (result.reason === 'finished') expect(text).toBe(whole)
            else expect(result.reason).toBe('stopped')
            if (result.reason === 'stopped') expect(text + (await record(engine(script), begunReply(prompt, text))).text).toBe(whole)
          }
        ),
        { seed: 20, numRuns: RUNS }
      )
    })
  })
}
