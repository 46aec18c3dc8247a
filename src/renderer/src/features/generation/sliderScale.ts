import type { SliderScale } from '../../../../shared/domain/settingFields'

/** What a range input is given: places of a scale by values are their indexes. */
export interface SliderRange {
  readonly min: number
  readonly max: number
  readonly step: number
}

export const rangeOf = (scale: SliderScale): SliderRange =>
  scale.kind === 'even' ? { min: scale.min, max: scale.max, step: scale.step } : { min: 0, max: scale.values.length - 1, step: 1 }

/** Where a value stands. One that the scale does not have stands at the nearest place. */
export function placeOf(scale: SliderScale, value: number | null): number {
  if (scale.kind === 'even') return Math.min(scale.max, Math.max(scale.min, value ?? scale.max))
  const exact = scale.values.indexOf(value)
  if (exact >= 0) return exact
  const distances = scale.values.map((other) =>
    other === null || value === null ? Infinity : Math.abs(Math.log((other + 1) / (value + 1)))
  )
  return distances.indexOf(Math.min(...distances))
}

/** The value at a place; steps that no binary number hits are rounded to what they stand for. */
export function valueAt(scale: SliderScale, place: number): number | null {
  if (scale.kind === 'even') return Number(place.toFixed(4))
  return scale.values[place] ?? null
}

/** From 0 to 1, for marks beside the thumb. */
export function shareOf(scale: SliderScale, value: number | null): number {
  const { min, max } = rangeOf(scale)
  return (placeOf(scale, value) - min) / (max - min)
}
