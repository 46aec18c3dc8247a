import * as z from 'zod'
import { conversationId, generationId, messageId } from './ids'

/** Where a running generation is. Token counts are the model's units; speed in tokens per second, null before it can be told. */
export const generationPhase = z.discriminatedUnion('kind', [
  /** Waits for another generation; `behind` is the title of the conversation whose reply is being generated. */
  z.object({ kind: z.literal('queued'), behind: z.string() }),
  z.object({ kind: z.literal('waitingForModel') }),
  /** A summary of the oldest messages is made, which the reply reads in their place. `percent`: of them. */
  z.object({ kind: z.literal('summarizing'), percent: z.number().int().min(0).max(100) }),
  z.object({ kind: z.literal('reading'), done: z.number().int().min(0), total: z.number().int().min(0) }),
  /** `tokens`: of the thought. */
  z.object({ kind: z.literal('thinking'), tokens: z.number().int().min(0), tokensPerSecond: z.number().min(0).nullable() }),
  /** `tokens`: of the whole reply, its thought included. */
  z.object({ kind: z.literal('writing'), tokens: z.number().int().min(0), tokensPerSecond: z.number().min(0).nullable() }),
  /** Stop was asked for; the engine is not idle yet. No delta follows. */
  z.object({ kind: z.literal('stopping') })
])
export type GenerationPhase = z.infer<typeof generationPhase>

/** A running generation as a window that opens late needs it: the message in the same result holds all up to `sequence`. */
export const generationState = z.object({
  generationId,
  conversationId,
  messageId,
  sequence: z.number().int().min(0),
  phase: generationPhase
})
export type GenerationState = z.infer<typeof generationState>
