import * as z from 'zod'
import { appError } from './appError'

/** Something the person should know once, not tied to a message. Shown as a banner until it is dismissed. */
export const notice = z.object({ id: z.string(), tone: z.enum(['info', 'warning', 'error']), title: z.string(), detail: z.string() })
export type Notice = z.infer<typeof notice>

/** Whether conversations can be read and written. While unavailable, the window shows the error with *Try again*. */
export const storageStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unavailable'), error: appError })
])
export type StorageStatus = z.infer<typeof storageStatus>
