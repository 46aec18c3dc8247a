import type { GenerationChoice, SettingChanges } from './generationChoice'

/** A named set of settings and a system prompt. What it does not name is as it is recommended for the model. */
export interface Preset {
  readonly id: string
  readonly name: string
  readonly settings: SettingChanges
  /** Blank: the model's own. */
  readonly systemPrompt: string
}

export const builtInPresetIds = ['recommended', 'balanced', 'precise', 'creative'] as const
export type BuiltInPresetId = (typeof builtInPresetIds)[number]

/**
 * The presets that come with Hearth; nobody can change them. *Precise* stays near the likeliest words; *Creative* leaves the choice to `minP`,
 * which keeps a higher temperature from taking words that hardly fit (Nguyen et al., "Turning Up the Heat", arXiv:2407.01082).
 */
const builtIn: Record<BuiltInPresetId, SettingChanges> = {
  recommended: {},
  balanced: { temperature: 0.7, topP: 0.9, repeatPenalty: 1.1 },
  precise: { temperature: 0.2, topP: 0.9 },
  creative: { temperature: 1.1, topP: 1, minP: 0.05 }
}

export const defaultChoice: GenerationChoice = { presetId: 'recommended', settings: {}, systemPrompt: null }

export const PRESET_LIMITS = { count: 100, name: 80 } as const

export const isBuiltIn = (id: string): id is BuiltInPresetId => Object.hasOwn(builtIn, id)

/** The preset of a choice: *Recommended* where it is not there any more. */
export function presetOf({ presetId }: Pick<GenerationChoice, 'presetId'>, own: readonly Preset[]): Preset {
  if (isBuiltIn(presetId)) return builtInPreset(presetId)
  return own.find(({ id }) => id === presetId) ?? builtInPreset('recommended')
}

/** `name` is the window's to say: it is in the catalogue. */
const builtInPreset = (id: BuiltInPresetId): Preset => ({ id, name: '', settings: builtIn[id], systemPrompt: '' })
