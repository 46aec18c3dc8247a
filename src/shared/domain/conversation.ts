import * as z from 'zod'
import { conversationId, messageId } from './ids'

/** A tree of messages with a title. Times are UTC milliseconds. */
export const conversation = z.object({
  id: conversationId,
  title: z.string(),
  createdAt: z.number().int(),
  /** When its last message was added. The list is sorted by it. */
  updatedAt: z.number().int(),
  /** The leaf of the branch that is shown; null only while the conversation has no message. */
  activeLeafId: messageId.nullable()
})
export type Conversation = z.infer<typeof conversation>
