import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import type { Recommended } from '../../../shared/domain/recommended'
import { resolveChoice, resolveSettings } from '../../../shared/domain/resolveChoice'
import type { SamplingSettings } from '../../../shared/domain/samplingSettings'
import { withVariables } from '../../../shared/i18n/promptVariables'
import type { PreferencesStore } from './preferencesStore'

/** What a generation is made with. */
export interface ChosenGeneration {
  readonly settings: SamplingSettings
  /** In front of the prompt; null: what the model's template writes by itself, if anything. */
  readonly systemMessage: string | null
}

/** With a conversation's choice, or the one for every chat that has none, by this model and at this moment. */
export type ChosenFor = (choice: GenerationChoice | undefined, model: { readonly recommended: Recommended | null }) => ChosenGeneration

interface ChosenPorts {
  preferences: PreferencesStore
  /** Fields that tests fix, before everything that was chosen. */
  samplingOverrides: Partial<SamplingSettings> | null
  clock: { now(): number }
}

export function chosenWith({ preferences, samplingOverrides, clock }: ChosenPorts): ChosenFor {
  return (choice = preferences.get('generation'), { recommended }) => {
    const { settings, systemPrompt } = resolveChoice(choice, preferences.get('presets'), recommended)
    const written = systemPrompt === null ? null : withVariables(systemPrompt, new Date(clock.now()))
    return { settings: resolveSettings([samplingOverrides, settings]), systemMessage: written ?? recommended?.systemMessage ?? null }
  }
}
