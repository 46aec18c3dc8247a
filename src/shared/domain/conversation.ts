import * as z from 'zod'
import { generationChoice } from './generationChoice'
import { conversationId, messageId } from './ids'

/** A tree of messages with a title. Times are UTC milliseconds. */
export const conversation = z.object({
  id: conversationId,
  title: z.string(),
  createdAt: z.number().int(),
  /** When its last message was added. The list is sorted by it. */
  updatedAt: z.number().int(),
  /** The leaf of the branch that is shown; null only while the conversation has no message. */
  activeLeafId: messageId.nullable(),
  /** What its replies are generated with; left out: what is chosen for every chat. */
  choice: generationChoice.exactOptional()
})
export type Conversation = z.infer<typeof conversation>
