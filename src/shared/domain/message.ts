import * as z from 'zod'
import { threadUse } from './threadUse'
import { appError } from '../contract/appError'
import { conversationId, messageId } from './ids'
import { generationSettings } from './generationSettings'
import { textId } from './keptText'
import { builtInPresetIds, PRESET_LIMITS } from './presets'

/** Why a complete reply ended. `repeats`: it was the same segment over and over (the loop guard). */
export const endReason = z.enum(['finished', 'lengthLimit', 'contextFull', 'repeats'])
export type EndReason = z.infer<typeof endReason>

/**
 * complete: it came to an end, the model's or a limit's · queued: waits for another generation · streaming: being generated · stopped: the person ended it ·
 * interrupted: Hearth ended before the reply did · failed: something broke. Any of them may have text:
 * a reply that waits to be continued is `queued` with what it has.
 */
const messageStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complete'), reason: endReason }),
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('streaming') }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('interrupted') }),
  z.object({ kind: z.literal('failed'), error: appError })
])
export type MessageStatus = z.infer<typeof messageStatus>

/** Figures of a reply, over all its parts. Times in milliseconds, speeds in tokens per second; null where there was nothing to measure. */
const generationStats = z.object({
  /** Tokens written, thoughts included. */
  tokens: z.number().int().min(0),
  tokensPerSecond: z.number().min(0).nullable(),
  timeToFirstTokenMs: z.number().min(0).nullable(),
  /** Prompt tokens evaluated for this reply, and those that were in the KV cache before. */
  promptEvaluated: z.number().int().min(0),
  promptReused: z.number().int().min(0)
})
export type GenerationStats = z.infer<typeof generationStats>

/** A place in a text, in UTF-16 units. */
const place = z.number().int().min(0)

/** What one generation added to a reply, and what it was made with: a reply that was continued has several, in their order. */
export const replyPart = z.object({
  modelName: z.string(),
  /** Null for replies of a Hearth that did not keep it. */
  seed: generationSettings.shape.seed,
  /** As they were resolved; null for replies of a Hearth that did not keep them. */
  settings: generationSettings.omit({ seed: true }).nullable(),
  /** Where it begins: in the text, and in the thought. */
  from: place,
  thoughtFrom: place,
  /** Where in the text it begins to repeat itself only, when the loop guard ended it; null where it does not. */
  repeatsFrom: place.nullable(),
  /** The first turn of the branch was read, and what is between it and `contextStartId` was not. Missing: nothing before that was read. */
  isFirstKept: z.literal(true).exactOptional(),
  /** The preset that was chosen: one that comes with Hearth, or the name of an own one at that time. Neither: of a Hearth that did not keep it. */
  presetId: z.enum(builtInPresetIds).exactOptional(),
  presetName: z.string().max(PRESET_LIMITS.name).exactOptional(),
  /** The system prompt as it was read; missing: the model's own, or of a Hearth that did not keep it. */
  systemTextId: textId.exactOptional(),
  /** The summary that was read, in place of all messages before `startId`; `textId` null: none could be made of them. Missing: none was wanted. */
  summary: z.object({ textId: textId.nullable(), startId: messageId }).exactOptional(),
  /** What was written, up to where the engine saw Stop: WrittenPieces as JSON (writtenPieces.ts). Missing: it was not kept. */
  writtenTextId: textId.exactOptional(),
  /** Missing: of a Hearth that did not keep it, or of an engine that does not tell. */
  threads: threadUse.exactOptional()
})
export type ReplyPart = z.infer<typeof replyPart>

/** What the model thought before it answered. It is no part of the text: not copied, not read again by a model. */
export const thought = z.object({
  text: z.string(),
  tokens: z.number().int().min(0),
  /** From the first token of it to the last one, of each part. */
  ms: z.number().min(0)
})
export type Thought = z.infer<typeof thought>

const messageBase = { id: messageId, conversationId, text: z.string(), createdAt: z.number().int() }

export const userMessage = z.object({ role: z.literal('user'), ...messageBase, parentId: messageId.nullable() })
export type UserMessage = z.infer<typeof userMessage>

export const assistantMessage = z.object({
  role: z.literal('assistant'),
  ...messageBase,
  parentId: messageId,
  status: messageStatus,
  /** Null where it did not think. */
  thought: thought.nullable(),
  stats: generationStats.nullable(),
  /** Empty until it has begun. */
  parts: z.array(replyPart),
  /** The first message of the branch that the model read for the last part; null when it read the whole branch. */
  contextStartId: messageId.nullable()
})
export type AssistantMessage = z.infer<typeof assistantMessage>

export const message = z.discriminatedUnion('role', [userMessage, assistantMessage])
export type Message = z.infer<typeof message>
