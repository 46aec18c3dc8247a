import type { GenerationChoice, SettingChanges } from './generationChoice'
import { presetOf, type Preset } from './presets'
import type { Recommended } from './recommended'
import { recommendedDefault } from './recommendedSettings'
import type { SamplingSettings } from './samplingSettings'

const names = Object.keys(recommendedDefault) as (keyof SamplingSettings)[]

/**
 * Each field from the first layer that has it, else what is recommended for any model. A null of `maxTokens` or `seed` is a value (no limit;
 * drawn anew), not a gap. Fields that are no settings are left out.
 */
export function resolveSettings(layers: readonly (SettingChanges | null)[]): SamplingSettings {
  const ownerOf = (name: keyof SamplingSettings): SettingChanges =>
    layers.find((layer) => layer?.[name] !== undefined) ?? recommendedDefault
  return Object.fromEntries(names.map((name) => [name, ownerOf(name)[name]])) as SamplingSettings
}

/** What is generated with a choice, and what it would be without the changes of its own. */
export interface ResolvedChoice {
  readonly settings: SamplingSettings
  /** The settings of its preset with this model. */
  readonly presetSettings: SamplingSettings
  readonly preset: Preset
  /** As it was written, variables and all; null: the model's own. */
  readonly systemPrompt: string | null
}

export function resolveChoice(choice: GenerationChoice, own: readonly Preset[], recommended: Recommended | null): ResolvedChoice {
  const preset = presetOf(choice, own)
  const model = recommended?.settings ?? null
  const written = choice.systemPrompt ?? preset.systemPrompt
  return {
    settings: resolveSettings([choice.settings, preset.settings, model]),
    presetSettings: resolveSettings([preset.settings, model]),
    preset,
    systemPrompt: written.trim() === '' ? null : written
  }
}
