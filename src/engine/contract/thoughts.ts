import { describe, expect, it } from 'vitest'
import type { FullEngine, GenerationEvent, PromptMessage } from '../engine'
import { standardScripts } from '../scriptedModel/standardScripts'
import { asks, record, recordUntil, textOf, thoughtOf } from './recording'

const { text, thought } = standardScripts.thinking
const begun = (message: Omit<PromptMessage, 'role'>): PromptMessage[] => [...asks('Think.'), { role: 'assistant', ...message }]

/** `engine`: loaded with a model that thinks before it answers, by the standard script `thinking`. */
export function describeThoughts(name: string, engine: () => FullEngine): void {
  describe(`thoughts: ${name}`, () => {
    it('come apart from the text, first, with a count and a time of their own', async () => {
      const recording = await record(engine(), asks('Think.'))
      expect([thoughtOf(recording.events), recording.text, recording.result.reason]).toEqual([thought, text, 'finished'])
      const kinds = recording.events.map(({ kind }) => kind).filter((kind) => kind !== 'reading')
      expect(kinds).toEqual([...kinds].sort().reverse())
      expect(recording.result.thoughtTokens).toBeGreaterThanOrEqual(2)
      expect(recording.result.thoughtTokens).toBeLessThan(recording.result.tokens)
      expect(recording.result.thoughtMs).toBeGreaterThanOrEqual(0)
    })

    it('are told with all that was written where that is wanted, in its order', async () => {
      const { result } = await record(engine(), asks('Think.'), { settings: { showSpecialTokens: true } })
      const whole = (result.written ?? []).map((piece) => piece.text).join('')
      expect(whole.indexOf(thought)).toBeGreaterThanOrEqual(0)
      expect(whole.indexOf(text)).toBeGreaterThan(whole.indexOf(thought) + thought.length)
      expect(result.written?.at(-1)).toMatchObject({ isMark: true })
      expect((await record(engine(), asks('Think.'))).result.written).toBeNull()
    })

    it('stay when they are stopped, and go on where they were when the reply is continued', async () => {
      const stopped = await recordUntil(engine(), asks('Think.'), (event) => event.kind === 'thought')
      const soFar = thoughtOf(stopped.events)
      expect([stopped.result.reason, stopped.text]).toEqual(['stopped', ''])
      expect(thought.startsWith(soFar) && soFar !== '' && soFar !== thought).toBe(true)
      const { events } = await record(engine(), begun({ text: '', thought: { text: soFar, isOpen: true } }))
      expect(soFar + thoughtOf(events)).toBe(thought)
      expect(textOf(events)).toBe(text)
    })

    it('that ended stand before the text that is continued, and are not thought again', async () => {
      const half = text.slice(0, text.indexOf(' '))
      const { events } = await record(engine(), begun({ text: half, thought: { text: thought, isOpen: false } }))
      expect([thoughtOf(events), half + textOf(events)]).toEqual(['', text])
    })

    it('that fill what a reply may have leave no text', async () => {
      const { tokens } = (await record(engine(), asks('Think.'))).result
      const cut: string[] = []
      for (let maxTokens = 1; maxTokens < tokens; maxTokens++) {
        const { result, ...limited } = await record(engine(), asks('Think.'), { settings: { maxTokens } })
        expect(result).toMatchObject({ reason: 'lengthLimit', tokens: maxTokens })
        if (limited.text === '') cut.push(thoughtOf(limited.events))
        if ('<think>'.startsWith(limited.text)) continue // cut in a mark that is spelled: nobody knows yet that it is one
        expect([thoughtOf(limited.events), text.startsWith(limited.text)]).toEqual([thought, true])
      }
      expect(cut).toContain(thought.slice(0, thought.lastIndexOf(' ')))
      expect(cut.every((part) => thought.startsWith(part))).toBe(true)
    })

    it('end when they are to, and the answer follows', async () => {
      const answer = new AbortController()
      const onEvent = (event: GenerationEvent): void => void (event.kind === 'thought' && answer.abort())
      const { events, result } = await record(engine(), asks('Think.'), { endThought: answer.signal, onEvent })
      const soFar = thoughtOf(events)
      expect(thought.startsWith(soFar) && soFar !== '' && soFar !== thought).toBe(true)
      expect([textOf(events).endsWith(text), result.reason]).toEqual([true, 'finished'])
    })

    it('have no more tokens than their budget', async () => {
      const { events, result } = await record(engine(), asks('Think.'), { settings: { thinkingBudget: 2 } })
      expect(thought.startsWith(thoughtOf(events)) && thoughtOf(events) !== thought).toBe(true)
      expect(result.thoughtTokens).toBeLessThanOrEqual(5)
      expect(textOf(events).endsWith(text)).toBe(true)
      const free = await record(engine(), asks('Think.'), { settings: { thinkingBudget: 1000 } })
      expect([thoughtOf(free.events), free.text]).toEqual([thought, text])
    })

    it('count for the room of a prompt that is continued', async () => {
      const tokensOf = async (message: Omit<PromptMessage, 'role'>): Promise<number> =>
        (await engine().abilities().count(begun(message))).tokens
      const open = await tokensOf({ text: '', thought: { text: 'one', isOpen: true } })
      expect(await tokensOf({ text: '', thought: { text: 'one two three four', isOpen: true } })).toBeGreaterThan(open)
      expect(await tokensOf({ text: 'And so', thought: { text: 'one', isOpen: false } })).toBeGreaterThan(open)
    })
  })
}

/** The same of a model that does not think where the prompt has closed its thought. Some scripts say theirs whatever stands before it. */
export function describeThinkingOff(engine: () => FullEngine): void {
  it('thoughts do not come where they are switched off', async () => {
    const { events } = await record(engine(), asks('Think.'), { settings: { thinking: 'off' } })
    expect([thoughtOf(events), textOf(events).includes(thought)]).toEqual(['', false])
    expect(textOf(events).endsWith(text)).toBe(true)
  })
}
