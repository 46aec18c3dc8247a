import * as z from 'zod'
import {
  choiceFields,
  settingChanges,
  systemPrompt,
  unknownValue,
  type GenerationChoice,
  type SettingChanges
} from '../domain/generationChoice'
import { defaultChoice, PRESET_LIMITS, type Preset } from '../domain/presets'
import { preset } from './presets'

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is no longer known, or not yet, as far as it is simple. */
const simple = (stored: Fields): Fields =>
  Object.fromEntries(Object.entries(stored).filter(([, value]) => unknownValue.safeParse(value).success))

/** Of stored settings each that can be read; what a later Hearth knows besides is kept. */
function readChanges(value: unknown): SettingChanges {
  if (!isFields(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, stored]) => {
      const read = readerOf(name).safeParse(stored)
      return read.success ? [[name, read.data]] : []
    })
  )
}

function readerOf(name: string): z.ZodType {
  const known = settingChanges.shape as Readonly<Record<string, z.ZodType>>
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? unknownValue
}

/** A stored choice: each field falls back for itself. What is no object at all is refused. */
export const storedChoice = z.custom<Fields>(isFields).transform((stored): GenerationChoice => ({
  ...simple(stored),
  presetId: choiceFields.presetId.catch(defaultChoice.presetId).parse(stored.presetId),
  settings: readChanges(stored.settings),
  systemPrompt: choiceFields.systemPrompt.catch(null).parse(stored.systemPrompt)
}))

/** Stored presets, each for itself: one without an id or a name is left out. */
export const storedPresets = z
  .array(z.unknown())
  .catch([])
  .transform((stored): Preset[] => stored.flatMap((each) => readStoredPreset(each)?.preset ?? []).slice(0, PRESET_LIMITS.count))

/** One preset as far as it can be read; null without a name, and without an id unless one is given. `leftOut`: values that could not be. */
export function readStoredPreset(stored: unknown, id?: string): { preset: Preset; leftOut: number } | null {
  if (!isFields(stored)) return null
  const settings = readChanges(stored.settings)
  const prompt = systemPrompt.safeParse(stored.systemPrompt ?? '')
  const read = preset.safeParse({
    ...simple(stored),
    name: stored.name,
    ...(id !== undefined && { id }),
    settings,
    systemPrompt: prompt.data ?? ''
  }).data
  const given = isFields(stored.settings) ? Object.keys(stored.settings).length : 0
  return read ? { preset: read, leftOut: given - Object.keys(settings).length + (prompt.success ? 0 : 1) } : null
}
