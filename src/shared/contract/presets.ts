import * as z from 'zod'
import { settingChanges, systemPrompt, unknownValue } from '../domain/generationChoice'
import { PRESET_LIMITS, type Preset } from '../domain/presets'

export const preset: z.ZodType<Preset> = z
  .object({
    id: z.string().min(1).max(100),
    name: z.string().trim().min(1).max(PRESET_LIMITS.name),
    settings: settingChanges,
    systemPrompt
  })
  .catchall(unknownValue)

export const presets: z.ZodType<readonly Preset[]> = z.array(preset).max(PRESET_LIMITS.count)
