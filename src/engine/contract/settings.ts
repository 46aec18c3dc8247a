import { describe, expect, it } from 'vitest'
import type { SamplingSettings } from '../../shared/domain/samplingSettings'
import type { FullEngine } from '../engine'
import { asks, begunReply, record, type Recording } from './recording'

type Settings = Partial<SamplingSettings>

const SEA = asks('Tell me about the sea.')
/** A reply that has begun to say the same again: what the penalties are for. */
const REPEATING = begunReply(SEA, 'The sea is wide and the sea is deep and the sea is wide and the sea')
/** Many likely words, of which the seed takes one. */
const lively: Settings = { temperature: 1.2, topK: 0, topP: 1 }

/** That each setting changes what a real model writes, in the way that it says. */
export function describeSettings(engine: () => FullEngine): void {
  const write = (settings: Settings, prompt = SEA): Promise<Recording> =>
    record(engine(), prompt, { settings: { maxTokens: 12, ...settings } })
  const textWith = async (settings: Settings, prompt = SEA): Promise<string> => (await write(settings, prompt)).text

  describe('each setting reaches the model', () => {
    it('temperature: 0 writes the likeliest whatever the seed is, more lets the seed decide', async () => {
      expect(await textWith({ temperature: 0, seed: 2 })).toBe(await textWith({ temperature: 0 }))
      expect(await textWith({ ...lively, seed: 2 })).not.toBe(await textWith(lively))
    })

    it('seed: the same one writes the same text', async () => {
      expect(await textWith({ ...lively, seed: 7 })).toBe(await textWith({ ...lively, seed: 7 }))
    })

    it.each<[string, Settings]>([
      ['top K 1', { topK: 1 }],
      ['a very small top P', { topP: 0.001 }],
      ['min P 1', { minP: 1 }]
    ])('%s leaves only the likeliest', async (_name, filter) => {
      const likeliest = await textWith({ temperature: 0 })
      expect(await textWith(lively)).not.toBe(likeliest)
      expect(await textWith({ ...lively, ...filter })).toBe(likeliest)
    })

    it.each<[string, Settings, Settings]>([
      ['repeat penalty', {}, { repeatPenalty: 1.6 }],
      ['frequency penalty', {}, { frequencyPenalty: 2 }],
      ['presence penalty', {}, { presencePenalty: 2 }],
      ['penalty window', { presencePenalty: 2, penaltyWindow: 1 }, { presencePenalty: 2, penaltyWindow: 64 }],
      ['DRY', {}, { dryStrength: 1, dryAllowedLength: 1 }],
      ['allowed length of DRY', { dryStrength: 1, dryAllowedLength: 1 }, { dryStrength: 1, dryAllowedLength: 64 }]
    ])('%s changes what is written of a reply that repeats itself', async (_name, without, withIt) => {
      const settings = { temperature: 0, maxTokens: 40 }
      expect(await textWith({ ...settings, ...withIt }, REPEATING)).not.toBe(await textWith({ ...settings, ...without }, REPEATING))
    })

    it.each<[string, Settings, Settings]>([
      ['probability of XTC', { xtcProbability: 0 }, { xtcProbability: 1, xtcThreshold: 0.01 }],
      ['threshold of XTC', { xtcProbability: 1, xtcThreshold: 0.5 }, { xtcProbability: 1, xtcThreshold: 0.01 }]
    ])('%s leaves out the likeliest', async (_name, without, withIt) => {
      expect(await textWith({ ...lively, ...withIt })).not.toBe(await textWith({ ...lively, ...without }))
    })

    it('maximum tokens: ends the reply there', async () => {
      const { result } = await write({ maxTokens: 3 })
      expect(result).toMatchObject({ tokens: 3, reason: 'lengthLimit' })
    })

    it.each([1, 2, 3])('structure: what is written keeps to a schema (seed %i)', async (seed) => {
      const schema = {
        type: 'object',
        properties: {
          name: { anyOf: [{ type: 'string', maxLength: 12 }, { type: 'null' }] },
          size: { enum: ['small', 'large', 3] },
          tags: { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 2 }
        },
        required: ['name']
      }
      const structure = { kind: 'schema', text: JSON.stringify(schema) } as const
      const { text, result } = await write({ ...lively, seed, structure, maxTokens: 200 })
      expect(result.reason).toBe('finished')
      const { name, size, tags } = JSON.parse(text) as { name: unknown; size: unknown; tags: unknown[] }
      expect(name === null || typeof name === 'string').toBe(true)
      expect(['small', 'large', 3]).toContain(size)
      expect([1, 2]).toContain(tags.length)
      expect(tags.every((tag) => typeof tag === 'boolean')).toBe(true)
      expect(text).toBe(text.trim())
    })

    it('structure: a grammar decides what can be written, also of a reply that is continued', async () => {
      const structure = { kind: 'grammar', text: 'root ::= "The sea is " ("red" | "green") "."' } as const
      const whole = await write({ structure, maxTokens: 50 })
      expect([whole.text, whole.result.reason]).toEqual([expect.stringMatching(/^The sea is (red|green)\.$/), 'finished'])
      const rest = await textWith({ structure, maxTokens: 50 }, begunReply(SEA, 'The sea is '))
      expect(rest).toMatch(/^(red|green)\.$/)
      // What does not keep to it cannot be gone on with in it.
      expect(await textWith({ structure, temperature: 0 }, REPEATING)).toBe(await textWith({ temperature: 0 }, REPEATING))
    })

    it('structure: one that llama.cpp refuses is a failure that says so, and the next reply is well', async () => {
      const structure = { kind: 'grammar', text: 'root ::= missing' } as const
      await expect(write({ structure })).rejects.toMatchObject({ code: 'structure' })
      expect(await textWith({ temperature: 0 })).not.toBe('')
    })

    it('special tokens: tells what was written, with the one that ended it, and writes the same', async () => {
      const settings = { temperature: 0, maxTokens: 400 }
      const { text, result } = await write({ ...settings, showSpecialTokens: true })
      const written = result.written ?? expect.fail('It is not told')
      const last = result.reason === 'finished' ? written.at(-1) : { isMark: true }
      expect(last).toMatchObject({ isMark: true })
      const ofText = written.filter(({ isMark }) => !isMark).map((piece) => piece.text)
      expect(ofText.join('').trim()).toBe(text.trim())
      const without = await write(settings)
      expect([without.text, without.result.written]).toEqual([text, null])
    })

    it('stop texts: end the reply before them', async () => {
      const whole = await textWith({ temperature: 0 })
      const stop = whole.trim().split(' ')[3] ?? expect.fail(whole)
      expect(await textWith({ temperature: 0, stopTexts: [stop] })).toBe(whole.slice(0, whole.indexOf(stop)))
    })
  })
}
