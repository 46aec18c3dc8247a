import * as z from 'zod'

// Ids are UUIDv7, made in main: they sort by time and never repeat across computers.
export const conversationId = z.uuid()
export type ConversationId = z.infer<typeof conversationId>

export const messageId = z.uuid()
export type MessageId = z.infer<typeof messageId>

export const generationId = z.uuid()
export type GenerationId = z.infer<typeof generationId>

/** `starter`, or `folder:<file name>` for a file in the data folder's `models`. Never a path: main resolves it. */
export const modelId = z.string().min(1).max(300)
export type ModelId = z.infer<typeof modelId>
