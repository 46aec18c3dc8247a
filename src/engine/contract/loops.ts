import { describe, expect, it } from 'vitest'
import type { FullEngine } from '../engine'
import { certain } from '../loopGuard'
import { standardScripts } from '../scriptedModel/standardScripts'
import { asks, begunReply, record, recordUntil, thoughtOf, type ScriptName } from './recording'

/** What an engine promises about a reply that only repeats itself. */
export function describeLoops(engine: (script: ScriptName) => FullEngine): void {
  const { text: endless } = standardScripts.loop
  const segment = ' Round and round we go again.'
  const first = endless.indexOf(segment)
  const { thought: endlessThought } = standardScripts.thoughtLoop

  describe('a loop', () => {
    it('ends the reply, with its text whole and the place where it begins to repeat', async () => {
      const { result, text, events } = await record(engine('loop'), asks('Go round.'))
      const { reason, repeatsFrom } = result
      expect(reason).toBe('repeats')
      expect(endless.startsWith(text)).toBe(true)
      expect(text.length - first).toBeGreaterThanOrEqual(certain.leastLength)
      expect(text.length - first).toBeLessThan(certain.leastLength + 300)
      expect(repeatsFrom).toBe(first + segment.length + 1) // with the word, not with the space before it
      const told = events.findLast((event) => event.kind === 'text')?.figures
      expect(told?.tokens, 'every token that was written is told').toBe(result.tokens)
    })

    it('goes on when it is continued, until it has repeated itself for as long again', async () => {
      const prompt = asks('Go round once more.')
      const begun = await record(engine('loop'), prompt)
      const more = await record(engine('loop'), begunReply(prompt, begun.text))
      expect(endless.startsWith(begun.text + more.text)).toBe(true)
      expect(more.text.length).toBeGreaterThanOrEqual(certain.leastLength)
      expect(more.result.reason).toBe('repeats')
      expect(more.result.repeatsFrom).toBeLessThanOrEqual(2 * segment.length)
    })

    it('is the affair of the limits where the guard is off', async () => {
      const { result, text } = await record(engine('loop'), asks('Go.'), { settings: { loopGuard: false, maxTokens: 1000 } })
      expect(result).toMatchObject({ reason: 'lengthLimit', repeatsFrom: null, tokens: 1000 })
      expect(endless.startsWith(text)).toBe(true)
    })

    it('that is stopped before it is certain was stopped', async () => {
      const { result } = await recordUntil(engine('loop'), asks('Stop.'), (event) => event.kind === 'text' && event.figures.tokens > 400)
      expect(result).toMatchObject({ reason: 'stopped', repeatsFrom: null })
    })

    it('in a thought ends the reply as well, with the thought whole; nothing of the text repeats itself', async () => {
      const { result, text, events } = await record(engine('thoughtLoop'), asks('Go round.'))
      expect([result.reason, result.repeatsFrom, text]).toEqual(['repeats', null, ''])
      const thought = thoughtOf(events)
      expect(endlessThought.startsWith(thought)).toBe(true)
      const repeated = thought.length - endlessThought.indexOf(segment)
      expect(repeated).toBeGreaterThanOrEqual(certain.leastLength)
      expect(repeated).toBeLessThan(certain.leastLength + 300)
      expect(result.thoughtTokens).toBe(result.tokens)
    })

    it('in a thought goes on when it is continued, until it has repeated itself for as long again', async () => {
      const prompt = asks('Go round once more.')
      const begun = thoughtOf((await record(engine('thoughtLoop'), prompt)).events)
      const thought = { text: begun, isOpen: true }
      const { result, events } = await record(engine('thoughtLoop'), [...prompt, { role: 'assistant', text: '', thought }])
      expect(result).toMatchObject({ reason: 'repeats', repeatsFrom: null })
      expect(endlessThought.startsWith(begun + thoughtOf(events))).toBe(true)
      expect(thoughtOf(events).length).toBeGreaterThanOrEqual(certain.leastLength)
    })

    it('in a thought is the affair of the context where the guard is off: the thought fills it, and there is no text', async () => {
      const prompt = asks('Think on.')
      const { tokens, limit } = await engine('thoughtLoop').abilities().count(prompt)
      const { result, text, events } = await record(engine('thoughtLoop'), prompt, { settings: { loopGuard: false } })
      expect([result.reason, result.repeatsFrom, text]).toEqual(['contextFull', null, ''])
      expect(endlessThought.startsWith(thoughtOf(events))).toBe(true)
      expect(result.thoughtTokens).toBe(result.tokens)
      expect(tokens + result.tokens).toBeLessThanOrEqual(limit)
      expect(tokens + result.tokens).toBeGreaterThan(limit - 16)
    })

    it('is told of no other reply', async () => {
      expect((await record(engine('long'), asks('Talk.'))).result).toMatchObject({ reason: 'finished', repeatsFrom: null })
    })
  })
}
