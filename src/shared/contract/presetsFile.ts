import * as z from 'zod'
import type { Preset } from '../domain/presets'
import { readStoredPreset } from './storedChoice'

const FORMAT = 'hearth-presets'
const VERSION = 1

/** What can be wrong with a file that somebody imports presets from. */
export const presetsFileFault = z.enum(['unreadable', 'tooLarge', 'notJson', 'other', 'newer', 'empty', 'tooMany'])
export type PresetsFileFault = z.infer<typeof presetsFileFault>

/** What is in it, without ids: those belong to this computer. `leftOut`: settings with values that they cannot have. */
export interface PresetsFile {
  readonly presets: readonly Omit<Preset, 'id'>[]
  readonly leftOut: number
}

/** The text of a file with these presets. */
export function writePresetsFile(presets: readonly Preset[]): string {
  const content = presets.map(({ name, settings, systemPrompt }) => ({ name, systemPrompt, settings }))
  return `${JSON.stringify({ format: FORMAT, version: VERSION, presets: content }, null, 2)}\n`
}

const head = z.object({ format: z.literal(FORMAT), version: z.number().int().min(1), presets: z.array(z.unknown()) })

/** What a file holds, or why nothing of it can be used. A preset is taken as far as it can be read. */
export function readPresetsFile(text: string): PresetsFile | PresetsFileFault {
  const json = parsed(text)
  if (json === undefined) return 'notJson'
  const { data } = head.safeParse(json)
  if (!data) return 'other'
  if (data.version > VERSION) return 'newer'
  const read = data.presets.flatMap((stored) => readStoredPreset(stored, 'imported') ?? [])
  if (read.length === 0) return 'empty'
  return {
    presets: read.map(({ preset: { name, settings, systemPrompt } }) => ({ name, settings, systemPrompt })),
    leftOut: read.reduce((sum, each) => sum + each.leftOut, 0) + (data.presets.length - read.length)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
