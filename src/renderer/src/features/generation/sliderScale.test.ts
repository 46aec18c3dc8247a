import { describe, expect, it } from 'vitest'
import { fieldOf, numberFields, type NumberFieldName } from '../../../../shared/domain/settingFields'
import { recommendedDefault } from '../../../../shared/domain/recommendedSettings'
import { placeOf, rangeOf, shareOf, valueAt } from './sliderScale'

const names = Object.keys(numberFields) as NumberFieldName[]
const scaled = names.flatMap((name) => {
  const { slider } = fieldOf(name)
  return slider ? [{ name, scale: slider }] : []
})

describe('a slider', () => {
  it.each(scaled)('of $name reaches values within its bounds only, and each of them again from its place', ({ name, scale }) => {
    const { min, max, step } = rangeOf(scale)
    for (let count = 0; min + count * step <= max + 1e-9; count++) {
      const value = valueAt(scale, min + count * step)
      if (value !== null) {
        expect(value).toBeGreaterThanOrEqual(fieldOf(name).min)
        expect(value).toBeLessThanOrEqual(fieldOf(name).max)
      }
      expect(placeOf(scale, value)).toBeCloseTo(min + count * step, 8)
    }
  })

  it.each(scaled)('of $name has the value that is recommended for any model', ({ name, scale }) => {
    expect(valueAt(scale, placeOf(scale, recommendedDefault[name]))).toBe(recommendedDefault[name])
  })

  it('stands at the nearest place for a value between two, and at the end for no limit', () => {
    const { slider } = numberFields.topK
    expect(valueAt(slider, placeOf(slider, 64))).toBe(60)
    expect(valueAt(slider, placeOf(slider, 2000))).toBe(1000)
    expect(shareOf(numberFields.maxTokens.slider, null)).toBe(1)
    expect(shareOf(numberFields.temperature.slider, 0.5)).toBe(0.25)
  })
})
