import type { GenerationChoice } from '../../../shared/domain/generationChoice'
import type { ReplyPart } from '../../../shared/domain/message'
import { isBuiltIn } from '../../../shared/domain/presets'
import type { Recommended } from '../../../shared/domain/recommended'
import { DEFAULT_WHEN_FULL, type WhenFull } from '../../../shared/domain/whenFull'
import type { GenerationSettings } from '../../../shared/domain/generationSettings'
import type { ModelId } from '../../../shared/domain/ids'
import { resolveChoice, resolveSettings } from '../../../shared/domain/resolveChoice'
import type { SamplingSettings } from '../../../shared/domain/samplingSettings'
import { valuesRead, type TemplateVariable } from '../../../shared/domain/templateVariables'
import type { PreferencesStore } from './preferencesStore'

/** What a generation is made with. */
export interface ChosenGeneration {
  readonly settings: GenerationSettings
  /** In front of the prompt; null: what the model's template writes by itself, if anything. */
  readonly systemMessage: string | null
  readonly whenFull: WhenFull
  readonly preset: PresetUsed
}

/** As it is kept with a reply. */
type PresetUsed = Pick<ReplyPart, 'presetId' | 'presetName'>

/** With a conversation's choice, or the one for every chat that has none, by this model and at this moment. */
export type ChosenFor = (choice: GenerationChoice | undefined, by: ChosenBy) => ChosenGeneration

/** What is known of a model. */
interface ChosenBy {
  readonly model: { readonly id: ModelId }
  readonly recommended: Recommended | null
  readonly templateVariables: readonly TemplateVariable[]
}

/** A system prompt as the model reads it at this time (UTC milliseconds): its variables are words of the region. */
export type FillPrompt = (text: string, now: number) => string

interface ChosenPorts {
  preferences: PreferencesStore
  /** Fields that tests fix, before everything that was chosen. */
  samplingOverrides: Partial<SamplingSettings> | null
  clock: { now(): number }
  fillPrompt: FillPrompt
}

export function chosenWith({ preferences, samplingOverrides, clock, fillPrompt }: ChosenPorts): ChosenFor {
  return (choice = preferences.get('generation'), { model, recommended, templateVariables }) => {
    const { settings, systemPrompt, preset } = resolveChoice(choice, preferences.get('presets'), recommended)
    const written = systemPrompt === null ? null : fillPrompt(systemPrompt, clock.now())
    const values = valuesRead(preferences.get('templateVariables')[model.id], templateVariables)
    return {
      settings: { ...withoutBudgetOfNone(resolveSettings([samplingOverrides, settings])), ...(values && { templateVariables: values }) },
      systemMessage: written ?? recommended?.systemMessage ?? null,
      whenFull: choice.whenFull ?? DEFAULT_WHEN_FULL,
      preset: isBuiltIn(preset.id) ? { presetId: preset.id } : { presetName: preset.name }
    }
  }
}

/** No thought at all is a prompt that says so, not a thought that is ended behind its first token. */
const withoutBudgetOfNone = (settings: SamplingSettings): SamplingSettings =>
  settings.thinkingBudget === 0 ? { ...settings, thinking: 'off' } : settings
