import type { Recommended } from '../../../shared/domain/recommended'
import { recommendedDefault, samplingSettings, type SamplingSettings } from '../../../shared/domain/samplingSettings'

/** Where settings come from, most specific first. Null: nothing was chosen there. */
export interface SettingsLayers {
  conversation: Partial<SamplingSettings> | null
  preset: Partial<SamplingSettings> | null
  /** What is recommended for the model. */
  model: Partial<SamplingSettings> | null
}

/**
 * The settings of one generation: each field from the first layer that has it, else what is recommended for any model. A null of `maxTokens` or
 * `seed` is a value (no limit; drawn anew), not a gap. `overrides` comes before all layers.
 */
export function resolveSettings(
  { conversation, preset, model }: SettingsLayers,
  overrides: Partial<SamplingSettings> | null = null
): SamplingSettings {
  const layers = [overrides, conversation, preset, model, recommendedDefault]
  const resolved = Object.keys(samplingSettings.shape).map((field) => [field, firstValue(layers, field as keyof SamplingSettings)])
  return samplingSettings.parse(Object.fromEntries(resolved))
}

/** The settings of a generation by this model. */
export type SettingsFor = (model: { readonly recommended: Recommended | null }) => SamplingSettings

/** As things stand: neither a conversation nor a preset chooses anything yet. */
export const settingsWith =
  (overrides: Partial<SamplingSettings> | null): SettingsFor =>
  ({ recommended }) =>
    resolveSettings({ conversation: null, preset: null, model: recommended?.settings ?? null }, overrides)

function firstValue(layers: readonly (Partial<SamplingSettings> | null)[], field: keyof SamplingSettings): unknown {
  return layers.find((layer) => layer?.[field] !== undefined)?.[field]
}
