import { fieldOf, isOptionalField, type NumberFieldName, type SliderScale } from '../../../../shared/domain/settingFields'

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

/** The next value of the slider above or below, or of the whole numbers where there is none; the same at the end. */
export function stepped(name: NumberFieldName, value: number | null, direction: 1 | -1): number | null {
  const { min, max, slider } = fieldOf(name)
  if (slider === null) return Math.min(max, Math.max(min, (value ?? min) + direction))
  if (slider.kind === 'even') {
    const next = (value ?? slider.max) + direction * slider.step
    return Number(Math.min(slider.max, Math.max(slider.min, next)).toFixed(4))
  }
  // No limit stands above every number.
  const from = value ?? Infinity
  const places = slider.values.map((each) => each ?? Infinity)
  const next = direction === 1 ? places.find((each) => each > from) : places.findLast((each) => each < from)
  if (next === undefined) return value
  return next === Infinity && isOptionalField(name) ? null : next
}
