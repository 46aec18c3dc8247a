import * as z from 'zod'
import { samplingSettings } from './samplingSettings'
import { structureFault } from './structure/structureFault'
import { LONGEST_SYSTEM_PROMPT } from './settingFields'
import { whenFullNames, type WhenFull } from './whenFull'

const shape = samplingSettings.shape

/** What a later Hearth knows besides is kept where it is this simple: nothing that is stored may grow without bounds. */
export const unknownValue = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])

/** Some of the settings: those that were chosen. */
export const settingChanges = z
  .object({
    temperature: shape.temperature.exactOptional(),
    topP: shape.topP.exactOptional(),
    topK: shape.topK.exactOptional(),
    minP: shape.minP.exactOptional(),
    repeatPenalty: shape.repeatPenalty.exactOptional(),
    frequencyPenalty: shape.frequencyPenalty.exactOptional(),
    presencePenalty: shape.presencePenalty.exactOptional(),
    penaltyWindow: shape.penaltyWindow.exactOptional(),
    dryStrength: shape.dryStrength.exactOptional(),
    dryAllowedLength: shape.dryAllowedLength.exactOptional(),
    xtcProbability: shape.xtcProbability.exactOptional(),
    xtcThreshold: shape.xtcThreshold.exactOptional(),
    maxTokens: shape.maxTokens.exactOptional(),
    seed: shape.seed.exactOptional(),
    stopTexts: shape.stopTexts.exactOptional(),
    loopGuard: shape.loopGuard.exactOptional(),
    thinking: shape.thinking.exactOptional(),
    thinkingBudget: shape.thinkingBudget.exactOptional(),
    structure: shape.structure
      .refine((structure) => structure === null || structureFault(structure) === null, 'a structure that cannot be used')
      .exactOptional(),
    showWhenComplete: shape.showWhenComplete.exactOptional(),
    showSpecialTokens: shape.showSpecialTokens.exactOptional()
  } satisfies { [N in keyof typeof shape]: z.ZodType })
  .catchall(unknownValue)
export type SettingChanges = Partial<z.infer<typeof samplingSettings>>

export const systemPrompt = z.string().max(LONGEST_SYSTEM_PROMPT)

/** What one conversation, or every new one, is generated with. */
export interface GenerationChoice {
  readonly presetId: string
  /** What differs from the preset. */
  readonly settings: SettingChanges
  /** Null: that of the preset. Blank: the model's own. */
  readonly systemPrompt: string | null
  /** Missing: as by default (whenFull.ts). */
  readonly whenFull?: WhenFull
}

export const choiceFields = {
  presetId: z.string().min(1).max(100),
  settings: settingChanges,
  systemPrompt: systemPrompt.nullable(),
  whenFull: z.enum(whenFullNames).exactOptional()
} as const
export const generationChoice: z.ZodType<GenerationChoice> = z.object(choiceFields).catchall(unknownValue)
