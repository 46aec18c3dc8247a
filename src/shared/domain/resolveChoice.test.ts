import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingChanges, type GenerationChoice } from './generationChoice'
import { defaultChoice, type Preset } from './presets'
import { balanced, recommendedDefault } from './recommendedSettings'
import { resolveChoice, resolveSettings } from './resolveChoice'
import { samplingSettings, type SamplingSettings } from './samplingSettings'

describe('resolveSettings', () => {
  it('gives what is recommended for any model where nothing was chosen or is known: no penalty', () => {
    expect(resolveSettings([])).toEqual(recommendedDefault)
    expect(resolveSettings([null])).toMatchObject({ temperature: 0.7, topP: 0.9, repeatPenalty: 1 })
  })

  it('takes "no limit" and "drawn anew" as choices', () => {
    expect(
      resolveSettings([
        { maxTokens: null, seed: null },
        { maxTokens: 100, seed: 1 }
      ])
    ).toMatchObject({ maxTokens: null, seed: null })
  })

  it('leaves out what is no setting', () => {
    expect(resolveSettings([settingChanges.parse({ temperature: 0.1, ofALaterHearth: 1 })])).toEqual({
      ...recommendedDefault,
      temperature: 0.1
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
        thinking: fc.constantFrom('automatic' as const, 'on' as const, 'off' as const),
        thinkingBudget: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
        showWhenComplete: fc.boolean(),
        showSpecialTokens: fc.boolean(),
        structure: fc.constantFrom(null, { kind: 'grammar' as const, text: 'root ::= "a"' })
      },
      { requiredKeys: [] }
    )
    const layer = fc.option(part)
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 4 }), (layers) => {
        const before = structuredClone(layers)
        const resolved = resolveSettings(layers)
        for (const field of Object.keys(samplingSettings.shape) as (keyof SamplingSettings)[]) {
          const owner = layers.find((each) => each && field in each) ?? recommendedDefault
          expect(resolved[field]).toEqual(owner[field])
        }
        expect(layers).toEqual(before)
      }),
      { seed: 7, numRuns: 500 }
    )
  })
})

describe('resolveChoice', () => {
  const own: Preset = { id: 'own', name: 'Letters', settings: { temperature: 0.4, topK: 20 }, systemPrompt: 'Write letters.' }
  const model = { settings: { temperature: 0.3, topK: 30, topP: 0.3 } }
  const resolved = (choice: Partial<GenerationChoice>) => resolveChoice({ ...defaultChoice, ...choice }, [own], model)

  it('takes what was changed before the preset, and the preset before the model', () => {
    const { settings, presetSettings } = resolved({ presetId: 'own', settings: { temperature: 0.1 } })
    expect(settings).toEqual({ ...recommendedDefault, temperature: 0.1, topK: 20, topP: 0.3 })
    expect(presetSettings).toEqual({ ...recommendedDefault, temperature: 0.4, topK: 20, topP: 0.3 })
  })

  it('has the presets of the product', () => {
    expect(resolveChoice(defaultChoice, [], null).settings).toEqual(recommendedDefault)
    expect(resolved({}).settings).toMatchObject(model.settings)
    expect(resolveChoice({ ...defaultChoice, presetId: 'balanced' }, [], null).settings).toEqual(balanced)
  })

  it('takes *Recommended* in the place of a preset that is gone, with what was changed', () => {
    const { preset, settings } = resolved({ presetId: 'deleted', settings: { minP: 0.1 } })
    expect(preset.id).toBe('recommended')
    expect(settings).toMatchObject({ ...model.settings, minP: 0.1 })
  })

  it('has the system prompt of the chat, else of the preset; a blank one is the model’s own', () => {
    expect(resolved({ presetId: 'own' }).systemPrompt).toBe('Write letters.')
    expect(resolved({ presetId: 'own', systemPrompt: 'Rhyme.' }).systemPrompt).toBe('Rhyme.')
    expect(resolved({ presetId: 'own', systemPrompt: ' \n' }).systemPrompt).toBeNull()
    expect(resolved({}).systemPrompt).toBeNull()
  })
})
