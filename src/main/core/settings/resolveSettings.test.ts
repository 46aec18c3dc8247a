import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanced, recommendedDefault, samplingSettings, type SamplingSettings } from '../../../shared/domain/samplingSettings'
import { runs } from '../../storage/testing/faults'
import { resolveSettings } from './resolveSettings'

const nothing = { conversation: null, preset: null, model: null }

describe('resolveSettings', () => {
  it('gives what is recommended for any model where nothing was chosen or is known: no penalty, as a preset alone has it', () => {
    expect(resolveSettings(nothing)).toEqual(recommendedDefault)
    expect(resolveSettings(nothing)).toMatchObject({ temperature: 0.7, topP: 0.9, repeatPenalty: 1 })
    expect(resolveSettings({ ...nothing, preset: balanced })).toMatchObject({ temperature: 0.7, topP: 0.9, repeatPenalty: 1.1 })
  })

  it('takes the conversation before the preset, and the preset before the model, each field for itself', () => {
    expect(
      resolveSettings({
        conversation: { temperature: 0.1 },
        preset: { temperature: 0.2, topK: 20 },
        model: { temperature: 0.3, topK: 30, topP: 0.3 }
      })
    ).toEqual({ ...recommendedDefault, temperature: 0.1, topK: 20, topP: 0.3 })
  })

  it('takes "no limit" and "drawn anew" as choices', () => {
    const resolved = resolveSettings({ ...nothing, conversation: { maxTokens: null, seed: null }, preset: { maxTokens: 100, seed: 1 } })
    expect(resolved).toMatchObject({ maxTokens: null, seed: null })
  })

  it('takes what a test overrides before everything else', () => {
    expect(resolveSettings({ ...nothing, conversation: { seed: 1 } }, { seed: 2, maxTokens: 40 })).toEqual({
      ...recommendedDefault,
      seed: 2,
      maxTokens: 40
    })
  })

  it('takes every field from the first layer that has it, and changes no layer', () => {
    const part = fc.record(
      {
        temperature: fc.double({ min: 0, max: 2, noNaN: true }),
        topP: fc.double({ min: 0, max: 1, noNaN: true }),
        topK: fc.integer({ min: 0, max: 1000 }),
        minP: fc.double({ min: 0, max: 1, noNaN: true }),
        repeatPenalty: fc.double({ min: 1, max: 2, noNaN: true }),
        frequencyPenalty: fc.double({ min: 0, max: 2, noNaN: true }),
        presencePenalty: fc.double({ min: 0, max: 2, noNaN: true }),
        penaltyWindow: fc.integer({ min: 1, max: 8192 }),
        xtcProbability: fc.double({ min: 0, max: 1, noNaN: true }),
        xtcThreshold: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        stopTexts: fc.array(fc.string({ minLength: 1, maxLength: 200 }), { maxLength: 16 }),
        maxTokens: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
        seed: fc.option(fc.nat()),
        dryStrength: fc.double({ min: 0, max: 1, noNaN: true }),
        dryAllowedLength: fc.integer({ min: 1, max: 64 }),
        loopGuard: fc.boolean(),
        thinking: fc.boolean()
      },
      { requiredKeys: [] }
    )
    const layer = fc.option(part)
    fc.assert(
      fc.property(fc.tuple(layer, layer, layer, layer), ([overrides, conversation, preset, model]) => {
        const before = structuredClone([overrides, conversation, preset, model])
        const resolved = resolveSettings({ conversation, preset, model }, overrides)
        for (const field of Object.keys(samplingSettings.shape) as (keyof SamplingSettings)[]) {
          const owner = [overrides, conversation, preset, model].find((each) => each && field in each) ?? recommendedDefault
          expect(resolved[field]).toEqual(owner[field])
        }
        expect([overrides, conversation, preset, model]).toEqual(before)
      }),
      { seed: 7, numRuns: runs(2_000) }
    )
  })
})
