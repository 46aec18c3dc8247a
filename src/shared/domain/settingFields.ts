/** Where the thumb of a slider may stand: at even steps, or at these values, whose steps people feel as even. Null: no limit. */
export type SliderScale =
  | { readonly kind: 'even'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'values'; readonly values: readonly (number | null)[] }

/** Bounds of a setting that is a number: what may be typed, and what its slider reaches. */
export interface NumberField {
  readonly min: number
  readonly max: number
  readonly isWhole?: true
  /** Null: no slider, as for a number that is large or means nothing by its size. */
  readonly slider: SliderScale | null
}

const even = (min: number, max: number, step: number): SliderScale => ({ kind: 'even', min, max, step })
const values = (...found: (number | null)[]): SliderScale => ({ kind: 'values', values: found })

/**
 * Every setting that is a number. The schema of the settings (samplingSettings.ts) and the fields of the window are made from these bounds; the
 * window's words for them stand in the catalogue under the same names.
 */
export const numberFields = {
  temperature: { min: 0, max: 2, slider: even(0, 2, 0.05) },
  topP: { min: 0, max: 1, slider: even(0, 1, 0.01) },
  topK: { min: 0, max: 1000, isWhole: true, slider: values(0, 1, 5, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000) },
  minP: { min: 0, max: 1, slider: even(0, 1, 0.01) },
  repeatPenalty: { min: 1, max: 2, slider: even(1, 2, 0.01) },
  frequencyPenalty: { min: 0, max: 2, slider: even(0, 2, 0.05) },
  presencePenalty: { min: 0, max: 2, slider: even(0, 2, 0.05) },
  penaltyWindow: { min: 1, max: 8192, isWhole: true, slider: values(1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192) },
  dryStrength: { min: 0, max: 1, slider: even(0, 1, 0.05) },
  dryAllowedLength: { min: 1, max: 64, isWhole: true, slider: values(1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64) },
  xtcProbability: { min: 0, max: 1, slider: even(0, 1, 0.05) },
  xtcThreshold: { min: 0.01, max: 0.5, slider: even(0.01, 0.5, 0.01) },
  maxTokens: { min: 1, max: 1_000_000, isWhole: true, slider: values(64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, null) },
  thinkingBudget: { min: 0, max: 1_000_000, isWhole: true, slider: values(0, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, null) },
  seed: { min: 0, max: 0xffff_ffff, isWhole: true, slider: null }
} as const satisfies Record<string, NumberField>

export type NumberFieldName = keyof typeof numberFields
/** Those that may be null: without a limit, and drawn anew. */
export type OptionalFieldName = 'maxTokens' | 'thinkingBudget' | 'seed'

export const fieldOf = (name: NumberFieldName): NumberField => numberFields[name]
export const isOptionalField = (name: NumberFieldName): name is OptionalFieldName =>
  name === 'maxTokens' || name === 'thinkingBudget' || name === 'seed'

/** Texts that stop a reply: how many there may be, and their length in UTF-16 units. */
export const stopTextLimits = { count: 16, length: 200 } as const

/** A JSON schema or a grammar, in UTF-16 units. */
export const LONGEST_STRUCTURE = 20_000

/** A message to the model in front of a conversation, in UTF-16 units. */
export const LONGEST_SYSTEM_PROMPT = 20_000
