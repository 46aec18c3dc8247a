import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { fieldOf, numberFields, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { setRegion } from '../../../../shared/i18n/regionalFormats'
import { fieldText, readTyped } from './typedNumber'

afterEach(() => setRegion('en-US'))

describe('a number that is typed', () => {
  it.each<[string, NumberFieldName, number | null]>([
    ['0.7', 'temperature', 0.7],
    ['0,7', 'temperature', 0.7],
    [' 0 , 7 ', 'temperature', 0.7],
    ['.5', 'topP', 0.5],
    [',5', 'topP', 0.5],
    ['1.', 'topP', 1],
    ['+1', 'topP', 1],
    ['٠٫٧', 'temperature', 0.7],
    ['1 024', 'penaltyWindow', 1024],
    ['1\u202f024', 'penaltyWindow', 1024],
    ['1,024', 'penaltyWindow', 1024],
    ['1.024', 'penaltyWindow', 1024],
    ['100.000', 'maxTokens', 100_000],
    ['1,00,000', 'maxTokens', 100_000],
    ['10,00,000', 'maxTokens', 1_000_000],
    ['1.024', 'temperature', 1.024],
    ['4294967295', 'seed', 4_294_967_295],
    ['4,294,967,295', 'seed', 4_294_967_295],
    ['', 'seed', null],
    ['  ', 'maxTokens', null]
  ])('%j for %s is %j', (text, name, value) => expect(readTyped(text, name, 0.5)).toEqual({ value }))

  it.each<[string, NumberFieldName, RegExp]>([
    ['', 'temperature', /from 0 to 2/],
    ['warm', 'temperature', /^“warm” is not a number. Temperature goes from 0 to 2; 0.5 is still used.$/],
    ['NaN', 'temperature', /not a number/],
    ['Infinity', 'temperature', /not a number/],
    ['1e3', 'topK', /not a number/],
    ['0x10', 'seed', /not a number/],
    ['0.7.1', 'temperature', /not a number/],
    ['2.1', 'temperature', /from 0 to 2/],
    ['-1', 'topK', /from 0 to 1,000/],
    ['40.5', 'topK', /whole number/],
    ['0,500', 'topK', /whole number/],
    ['0', 'maxTokens', /from 1 to 1,000,000/]
  ])('%j for %s is refused in a sentence', (text, name, words) =>
    expect(readTyped(text, name, 0.5)).toEqual({ fault: expect.stringMatching(words) as string })
  )

  it('is read again as it is shown, whatever the region', () => {
    const some = fc.constantFrom(...(Object.keys(numberFields) as NumberFieldName[])).chain((name) => {
      const { min, max, isWhole } = fieldOf(name)
      const value = isWhole
        ? fc.integer({ min, max })
        : fc.integer({ min: Math.ceil(min * 1000), max: Math.floor(max * 1000) }).map((n) => n / 1000)
      return fc.record({ name: fc.constant(name), value, region: fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE', 'hi-IN') })
    })
    fc.assert(
      fc.property(some, ({ name, value, region }) => {
        setRegion(region)
        expect(readTyped(fieldText(value), name, null)).toEqual({ value })
      }),
      { seed: 11, numRuns: 500 }
    )
  })
})
