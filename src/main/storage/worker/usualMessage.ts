import type {
  AssistantMessage,
  EndReason,
  GenerationStats,
  Message,
  MessageStatus,
  ReplyPart,
  Thought
} from '../../../shared/domain/message'
import { isBuiltIn, PRESET_LIMITS } from '../../../shared/domain/presets'
import { fromJson } from './fromJson'
import { isObject, settingsOf } from './partsOfRow'

// A conversation may have thousands of rows, and each check of a schema costs microseconds, many more until it was compiled.
// Nearly all rows are as this version of Hearth writes them and are known by these few tests. Other rows are read by the schemas (rows.ts).
// Of a row that both can read they make the same message.

type Row = Record<string, unknown>

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const ENDS: Readonly<Record<EndReason, true>> = { finished: true, lengthLimit: true, contextFull: true, repeats: true }

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isEndReason = (value: unknown): value is EndReason => isText(value) && Object.hasOwn(ENDS, value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isMeasure = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0
const isMeasureOrNull = (value: unknown): value is number | null => value === null || isMeasure(value)

/** The message of a row that is as it is usually written; null for any other row. `values`: in the order of messageFields.ts. */
export function usualMessage(values: readonly unknown[]): Message | null {
  const [id, conversationId, parentId, role, text, time] = values
  const createdAt = Number(time)
  if (!isId(id) || !isId(conversationId) || !isText(text) || typeof time !== 'bigint' || !Number.isSafeInteger(createdAt)) return null
  if (role === 'user') return isIdOrNull(parentId) ? { role, id, conversationId, text, createdAt, parentId } : null
  const reply = role === 'assistant' && isId(parentId) ? usualReply(values.slice(6)) : null
  return reply && isId(parentId) ? { role: 'assistant', id, conversationId, text, createdAt, parentId, ...reply } : null
}

type OfReply = Pick<AssistantMessage, 'status' | 'thought' | 'stats' | 'parts' | 'contextStartId'>

/** `values`: those that only a reply has. */
function usualReply([statusKind, endReason, , thoughts, figures, made, contextStartId]: readonly unknown[]): OfReply | null {
  const status = usualStatus(statusKind, endReason)
  const thought = usualThought(thoughts)
  const stats = usualStats(figures)
  const parts = usualParts(made)
  if (status === null || thought === undefined || stats === undefined || parts === null || !isIdOrNull(contextStartId)) return null
  return { status, thought, stats, parts, contextStartId }
}

function usualStatus(kind: unknown, endReason: unknown): MessageStatus | null {
  if (kind === 'stopped') return { kind }
  return kind === 'complete' && isEndReason(endReason) ? { kind, reason: endReason } : null
}

/** Undefined where it is not as usual, here and below. */
function usualThought(json: unknown): Thought | null | undefined {
  if (json === null) return null
  const value = fromJson(json)
  if (!isObject(value)) return undefined
  const { text, tokens, ms } = value
  return isText(text) && isCount(tokens) && isMeasure(ms) ? { text, tokens, ms } : undefined
}

function usualStats(json: unknown): GenerationStats | null | undefined {
  if (json === null) return null
  const value = fromJson(json)
  if (!isObject(value)) return undefined
  const { tokens, tokensPerSecond, timeToFirstTokenMs, promptEvaluated, promptReused } = value
  const areCounts = isCount(tokens) && isCount(promptEvaluated) && isCount(promptReused)
  if (!areCounts || !isMeasureOrNull(tokensPerSecond) || !isMeasureOrNull(timeToFirstTokenMs)) return undefined
  return { tokens, tokensPerSecond, timeToFirstTokenMs, promptEvaluated, promptReused }
}

function usualParts(json: unknown): ReplyPart[] | null {
  const values = isText(json) ? fromJson(json) : null
  if (!Array.isArray(values)) return null
  const parts: ReplyPart[] = []
  for (const value of values as unknown[]) {
    const part = isObject(value) ? usualPart(value) : null
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

function usualPart(value: Row): ReplyPart | null {
  const { modelName, seed, settings, from, thoughtFrom, repeatsFrom } = value
  if (!isText(modelName) || !isCount(from) || !isCount(thoughtFrom) || !(repeatsFrom === null || isCount(repeatsFrom))) return null
  if (!(seed === null || (isCount(seed) && seed <= 0xffff_ffff))) return null
  const part: ReplyPart = { modelName, seed, settings: settingsOf(settings), from, thoughtFrom, repeatsFrom }
  return addUsual(value, part) ? part : null
}

const isThreads = (value: unknown): value is number => isCount(value) && value >= 1 && value <= 1024

function usualThreads(value: unknown): ReplyPart['threads'] {
  if (!isObject(value)) return undefined
  const reading = isThreads(value.reading) ? value.reading : tokensByThreads(value.reading)
  const writing = tokensByThreads(value.writing)
  return reading === undefined || writing === undefined ? undefined : { reading, writing }
}

function tokensByThreads(value: unknown): { threads: number; tokens: number }[] | undefined {
  if (!Array.isArray(value) || value.length > 1024) return undefined
  const counts: { threads: number; tokens: number }[] = []
  for (const each of value as unknown[]) {
    if (!isObject(each) || !isThreads(each.threads) || !isCount(each.tokens) || each.tokens < 1) return undefined
    counts.push({ threads: each.threads, tokens: each.tokens })
  }
  return counts
}

const TEXT_ID = /^[0-9a-f]{32}$/
const isTextId = (value: unknown): value is string => isText(value) && TEXT_ID.test(value)

/** What a part need not have. False where it is not as usual. */
function addUsual({ isFirstKept, presetId, presetName, systemTextId, summary, writtenTextId, threads }: Row, part: ReplyPart): boolean {
  if (isFirstKept === true) part.isFirstKept = isFirstKept
  else if (isFirstKept !== undefined) return false
  if (isText(presetId) && isBuiltIn(presetId)) part.presetId = presetId
  else if (presetId !== undefined) return false
  if (isText(presetName) && presetName.length <= PRESET_LIMITS.name) part.presetName = presetName
  else if (presetName !== undefined) return false
  if (isTextId(systemTextId)) part.systemTextId = systemTextId
  else if (systemTextId !== undefined) return false
  if (isObject(summary) && (summary.textId === null || isTextId(summary.textId)) && isId(summary.startId))
    part.summary = { textId: summary.textId, startId: summary.startId }
  else if (summary !== undefined) return false
  if (isTextId(writtenTextId)) part.writtenTextId = writtenTextId
  else if (writtenTextId !== undefined) return false
  const use = threads === undefined ? undefined : usualThreads(threads)
  if (use) part.threads = use
  else if (threads !== undefined) return false
  return true
}
