import * as z from 'zod'
import { messageId } from './ids'

/** Where a person reads in a conversation: the first message in view, and where its top is, in CSS pixels below the top of the view. */
export const readingPlace = z.object({ messageId, offset: z.number().min(-100_000_000).max(100_000_000) })
export type ReadingPlace = z.infer<typeof readingPlace>
