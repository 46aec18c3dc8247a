import * as z from 'zod'

// Ids are UUIDv7, made in main: they sort by time and never repeat across computers.
export const conversationId = z.uuid()
export type ConversationId = z.infer<typeof conversationId>

export const messageId = z.uuid()
export type MessageId = z.infer<typeof messageId>

export const generationId = z.uuid()
export type GenerationId = z.infer<typeof generationId>

/**
 * `starter`, or `folder:` and the place of a file below the data folder's `models`, with `/`: of a model in several files, the first one.
 * Never a path: main resolves it.
 */
export const modelId = z.string().min(1).max(1_000)
export type ModelId = z.infer<typeof modelId>
