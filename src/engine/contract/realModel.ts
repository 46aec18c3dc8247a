import { beforeAll, describe, expect, it } from 'vitest'
import { asks, begunReply, follows, greedy, oneThread, record, recordUntil } from './recording'
import type { FullEngine } from '../engine'
import { expectFewTokens } from './tokenBound'

/** What holds for every real model: its text differs from one prompt to the next, and chance decides in it. */
export function describeRealModel(name: string, engine: FullEngine, file: string): void {
  describe(name, () => {
    beforeAll(async () => {
      await engine.load({ path: file, gpu: 'auto', maxContextSize: 2048, tuning: oneThread }, { onProgress: () => undefined })
    })

    it('counts no text as more tokens than it has bytes', async () => {
      await expectFewTokens(engine.abilities().count, 100)
    })

    it('reads of a follow-up only what is new', async () => {
      const question = asks('How many days are in a week?')
      const first = await record(engine, question, { settings: { maxTokens: 12 } })
      expect(first.result.promptReused).toBe(0)
      const second = await record(engine, follows(question, first.text, 'And how many in two weeks?'), { settings: { maxTokens: 8 } })
      expect(second.result.promptReused).toBeGreaterThanOrEqual(first.result.promptEvaluated)
    })

    it('continues a stopped reply as if it had not been stopped', async () => {
      const prompt = asks('Write a short story about a fox.')
      let words = 0
      const begun = await recordUntil(engine, prompt, (event) => event.kind === 'text' && ++words === 12)
      expect(begun.result.reason).toBe('stopped')
      const rest = await record(engine, begunReply(prompt, begun.text), { settings: { maxTokens: 12 } })
      expect(rest.result.promptEvaluated).toBeLessThanOrEqual(2)
      const whole = await record(engine, prompt, { settings: { maxTokens: begun.result.tokens + rest.result.tokens } })
      expect(begun.text + rest.text).toBe(whole.text)
    })

    it('writes the same again with the same seed, and something else with another', async () => {
      const write = async (seed: number): Promise<string> => {
        const settings = { ...greedy, temperature: 1.5, topP: 1, topK: 0, maxTokens: 12, seed }
        let text = ''
        const onEvent = (event: { kind: string; text?: string }): void => void (text += event.text ?? '')
        await engine.generate(asks('Tell me a joke.'), settings, { signal: new AbortController().signal, onEvent })
        return text
      }
      await write(1) // from here on every run finds the same tokens read
      const [first, again, other] = [await write(1), await write(1), await write(2)]
      expect(again).toBe(first)
      expect(other).not.toBe(first)
    })
  })
}
