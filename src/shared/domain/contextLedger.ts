import * as z from 'zod'
import { messageId } from './ids'

const tokens = z.number().int().min(0)

/**
 * What the next reply of a conversation would read, in tokens of the model, as the engine counts them. `format` to `draft` add up to what it
 * evaluates or has evaluated.
 */
export const contextLedger = z.object({
  /** That prompt and reply may have together. */
  limit: tokens,
  /** The system prompt with all that the chat template writes. */
  format: tokens,
  /** The summary in place of the messages that are left out, with the request for it. Where it is still to be made: the most that it may have. */
  summary: tokens,
  you: tokens,
  replies: tokens,
  draft: tokens,
  /** Kept free for the reply. */
  kept: tokens,
  /** Those of them that need not be read again. */
  reused: tokens,
  /** The expected time in ms for those that have to be read; null where too little is known. */
  readingMs: z.number().min(0).nullable(),
  /** The first and the last message of those on the branch that are left out; null: everything is read. */
  firstUnreadId: messageId.nullable(),
  lastUnreadId: messageId.nullable(),
  /** The whole chat does not fit, and the reply would ask what to do. */
  isAsked: z.boolean(),
  /** A summary is made before the reply. */
  isSummaryDue: z.boolean(),
  /** Not even the draft alone leaves room for a reply. */
  isTooLong: z.boolean()
})
export type ContextLedger = z.infer<typeof contextLedger>
