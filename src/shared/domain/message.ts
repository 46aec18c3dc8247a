import * as z from 'zod'
import { appError } from '../contract/appError'
import { conversationId, messageId } from './ids'
import { samplingSettings } from './samplingSettings'

/** Why a complete reply ended. `repeats`: it was the same segment over and over (the loop guard). */
export const endReason = z.enum(['finished', 'lengthLimit', 'contextFull', 'repeats'])
export type EndReason = z.infer<typeof endReason>

/**
 * complete: it came to an end, the model's or a limit's · queued: waits for another generation · streaming: being generated · stopped: the person ended it ·
 * interrupted: Hearth ended before the reply did · failed: something broke. Any of them may have text:
 * a reply that waits to be continued is `queued` with what it has.
 */
const messageStatus = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('complete'),
    reason: endReason,
    /** Of a reply that `repeats`: where the part begins that only repeats what stands before it, in UTF-16 units of the text. */
    repeatsFrom: z.number().int().min(0).optional()
  }),
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('streaming') }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('interrupted') }),
  z.object({ kind: z.literal('failed'), error: appError })
])
export type MessageStatus = z.infer<typeof messageStatus>

/** Figures of one generation. Times in milliseconds, speeds in tokens per second; null where there was nothing to measure. */
const generationStats = z.object({
  /** Tokens written, over all parts of a continued reply. */
  tokens: z.number().int().min(0),
  tokensPerSecond: z.number().min(0).nullable(),
  timeToFirstTokenMs: z.number().min(0).nullable(),
  /** Prompt tokens evaluated for this reply, and those that were in the KV cache before. */
  promptEvaluated: z.number().int().min(0),
  promptReused: z.number().int().min(0),
  seed: z.number().int().min(0)
})
export type GenerationStats = z.infer<typeof generationStats>

const messageBase = { id: messageId, conversationId, text: z.string(), createdAt: z.number().int() }

export const userMessage = z.object({ role: z.literal('user'), ...messageBase, parentId: messageId.nullable() })
export type UserMessage = z.infer<typeof userMessage>

export const assistantMessage = z.object({
  role: z.literal('assistant'),
  ...messageBase,
  parentId: messageId,
  status: messageStatus,
  stats: generationStats.nullable(),
  /** What was resolved for its last part; null until it has begun, and for replies of a Hearth that did not keep it. */
  settings: samplingSettings.nullable(),
  /** The first message of the branch that the model read for this reply; null when it read the whole branch. */
  contextStartId: messageId.nullable(),
  /** The name of the model that wrote it; null until it has begun. */
  modelName: z.string().nullable()
})
export type AssistantMessage = z.infer<typeof assistantMessage>

export const message = z.discriminatedUnion('role', [userMessage, assistantMessage])
export type Message = z.infer<typeof message>
