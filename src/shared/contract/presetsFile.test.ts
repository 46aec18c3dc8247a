import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Preset } from '../domain/presets'
import { readPresetsFile, writePresetsFile } from './presetsFile'

const file = (presets: unknown, more: object = {}): string => JSON.stringify({ format: 'hearth-presets', version: 1, presets, ...more })

describe('a file of presets', () => {
  it('holds them whole, but for their ids', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    const settings = fc.record(
      {
        temperature: fc.double({ min: 0, max: 2, noNaN: true }).map((value) => value + 0), // JSON has no -0
        topK: fc.integer({ min: 0, max: 1000 }),
        maxTokens: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
        stopTexts: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 16 }),
        loopGuard: fc.boolean()
      },
      { requiredKeys: [] }
    )
    const name = text.map((each) => `a${each}`.trim())
    const preset = fc.record({ id: fc.uuid(), name, settings, systemPrompt: text })
    fc.assert(
      fc.property(fc.array(preset, { minLength: 1, maxLength: 5 }), (presets: Preset[]) => {
        const content = presets.map(({ name, settings, systemPrompt }) => ({ name, settings, systemPrompt }))
        expect(readPresetsFile(writePresetsFile(presets))).toEqual({ presets: content, leftOut: 0 })
      }),
      { seed: 3, numRuns: 300 }
    )
  })

  it.each([
    ['', 'notJson'],
    ['{', 'notJson'],
    ['%PDF-1.7', 'notJson'],
    ['null', 'other'],
    ['[]', 'other'],
    ['{"identifier":"@local:mine","name":"Mine","operation":{"fields":[{"key":"llm.prediction.temperature","value":0.4}]}}', 'other'],
    [file([], { version: 2 }), 'newer'],
    [file([]), 'empty'],
    [file([{ settings: {} }, 'Name', null]), 'empty']
  ])('%j is refused as %s', (text, fault) => expect(readPresetsFile(text)).toBe(fault))

  it('is taken as far as it can be read, and says how much cannot', () => {
    const settings = { temperature: 3, topP: '0.5', topK: 20, ofALaterHearth: 1 }
    const text = `\ufeff${file([{ name: 'Mine', settings, systemPrompt: 7 }, { settings: {} }])}`
    expect(readPresetsFile(text)).toEqual({
      presets: [{ name: 'Mine', settings: { topK: 20, ofALaterHearth: 1 }, systemPrompt: '' }],
      leftOut: 4
    })
  })
})
