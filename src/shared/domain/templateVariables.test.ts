import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateLimits, templateValue, typedValue, valuesRead, withTemplateValue, type TemplateValuesByModel } from './templateVariables'

describe('what is typed for a variable', () => {
  it.each([
    ['high', 'high'],
    ['  two words ', 'two words'],
    ['true', true],
    ['false', false],
    ['True', 'True'],
    ['8', 8],
    ['-0.5', -0.5],
    ['007', '007'],
    ['26 Jul 2024', '26 Jul 2024'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e999', '1e999'],
    ['"true"', 'true'],
    ['"  a\\nb "', '  a\nb '],
    ['""', ''],
    ['["brave_search", 1]', ['brave_search', 1]],
    ['{"name": "Ada"}', { name: 'Ada' }],
    ['[INST]', '[INST]'],
    ['null', 'null'],
    ['', undefined],
    [' \t ', undefined]
  ])('%j is %j', (typed, value) => {
    expect(templateValue(typed)).toEqual(value)
  })

  it('comes back as itself from the way in which it is written', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.oneof(fc.string(), fc.boolean())))
    fc.assert(
      fc.property(value, (each) => {
        expect(templateValue(typedValue(each))).toEqual(each)
      })
    )
  })
})

describe('the values of models', () => {
  it('are kept by model, and a blank one is taken out, with its model where it was the last', () => {
    const first = withTemplateValue({}, 'a', 'tone', 'calm')
    const both = withTemplateValue(withTemplateValue(first, 'b', 'tone', 'loud'), 'a', 'date', '1 May')
    expect(both).toEqual({ a: { tone: 'calm', date: '1 May' }, b: { tone: 'loud' } })
    expect(withTemplateValue(both, 'a', 'tone', ' ')).toEqual({ a: { date: '1 May' }, b: { tone: 'loud' } })
    expect(withTemplateValue(both, 'b', 'tone', '')).toEqual({ a: { tone: 'calm', date: '1 May' } })
    expect(withTemplateValue(first, 'a', 'other', '')).toEqual(first)
  })

  it('are no more than can be kept: what was changed longest ago makes room', () => {
    const change = fc.record({ model: fc.integer({ max: 99 }), name: fc.constantFrom('a', 'b', 'c'), typed: fc.constantFrom('', 'x', 'y') })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        let all: TemplateValuesByModel = {}
        for (const { model, name, typed } of changes) {
          all = withTemplateValue(all, `m${model}`, name, typed)
          expect(all[`m${model}`]?.[name] ?? '').toBe(typed)
          expect(Object.keys(all).length).toBeLessThanOrEqual(templateLimits.models)
        }
      })
    )
    const many = Array.from({ length: 60 }, (_, index) => `m${index}`).reduce<TemplateValuesByModel>(
      (all, model) => withTemplateValue(all, model, 'a', 'x'),
      {}
    )
    expect(Object.keys(many)).toEqual(Array.from({ length: templateLimits.models }, (_, index) => `m${index + 20}`))
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`)
    const one = names.reduce<TemplateValuesByModel>((all, name) => withTemplateValue(all, 'm', name, 'x'), {})
    expect(Object.keys(one.m ?? {})).toEqual(names.slice(-templateLimits.variables))
  })

  it('count where the template reads them', () => {
    const read = [
      { name: 'tone', default: null },
      { name: 'constructor', default: null }
    ]
    expect(valuesRead({ tone: 'calm', date: '1 May' }, read)).toEqual({ tone: 'calm' })
    for (const none of [undefined, {}, { date: '1 May' }, { tone: ' ' }]) expect(valuesRead(none, read)).toBeUndefined()
  })
})
