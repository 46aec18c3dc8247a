import * as z from 'zod'
import { replyPart, type ReplyPart } from '../../../shared/domain/message'
import { balanced } from '../../../shared/domain/recommendedSettings'
import { fromJson } from './fromJson'

/** What settings had when replies were first stored with them. What was added later may be missing in a row. */
const FIRST_SETTINGS = new Set(['temperature', 'topP', 'topK', 'minP', 'repeatPenalty', 'maxTokens', 'seed'])

/** Settings that a row lacks were not there when it was written. A reply of that time was not watched for loops; else: as by default. */
const addedLater = Object.fromEntries(Object.entries({ ...balanced, loopGuard: false }).filter(([name]) => !FIRST_SETTINGS.has(name)))

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

// A reply is worth more than how it was made: what cannot be read of a part does not cost the others, nor the row.
const salvagedSettings = replyPart.shape.settings.catch(null)
const salvagedPart = replyPart.extend({
  seed: replyPart.shape.seed.catch(null),
  settings: z.transform(settingsOf),
  from: replyPart.shape.from.catch(0),
  thoughtFrom: replyPart.shape.thoughtFrom.catch(0),
  repeatsFrom: replyPart.shape.repeatsFrom.catch(null)
})
const { isFirstKept, presetId, presetName, systemTextId, summary, writtenTextId, threads } = replyPart.shape
const dispensable = new Map<string, z.ZodType>(
  Object.entries({ isFirstKept, presetId, presetName, systemTextId, summary, writtenTextId, threads })
)
const withoutUnreadable = (part: unknown): unknown => {
  if (!isObject(part)) return part
  return Object.fromEntries(Object.entries(part).filter(([name, value]) => dispensable.get(name)?.safeParse(value).success !== false))
}
const salvagedParts = z.array(z.preprocess(withoutUnreadable, salvagedPart).nullable().catch(null)).catch([])

/** Thousands of replies have the same few settings: they are checked once. */
const known = new Map<string, ReplyPart['settings']>()
const MANY = 100

/** Settings as a part holds them; null for what are none. */
export function settingsOf(value: unknown): ReplyPart['settings'] {
  if (!isObject(value)) return null
  const key = JSON.stringify(value)
  let settings = known.get(key)
  if (settings === undefined) {
    settings = salvagedSettings.parse({ ...addedLater, ...value })
    if (known.size === MANY) known.clear()
    known.set(key, settings)
  }
  return settings
}

/** The parts of a reply. `fields`: the columns of its row; `stats`: what its column of that name holds. */
export function partsOf(fields: Record<string, unknown>, stats: unknown): ReplyPart[] {
  const parts = typeof fields.parts === 'string' ? fromJson(fields.parts) : partsOfVersion3(fields, stats)
  return salvagedParts.parse(parts).filter((part) => part !== null)
}

/** A row of versions 1 to 3 names one model, its last seed and settings; one without a name had not begun. */
function partsOfVersion3({ modelName, settings, repeatsFrom }: Record<string, unknown>, stats: unknown): unknown[] {
  if (typeof modelName !== 'string') return []
  const seed = isObject(stats) ? stats.seed : null
  return [{ modelName, seed, settings: fromJson(settings), from: 0, thoughtFrom: 0, repeatsFrom }]
}
