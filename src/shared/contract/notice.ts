import * as z from 'zod'
import { chatFormatName, templateFault } from '../domain/model'
import { appError } from './appError'

const file = z.string()
const tokens = z.number().int().min(1)

/** What a notice is about; its words are in i18n/noticeWords.ts. `file`: the name under which something unreadable was kept. */
const noticeContent = z.discriminatedUnion('kind', [
  /** The data folder cannot be written to; `folder` is its path. */
  z.object({ kind: z.literal('nothingSaved'), folder: z.string() }),
  z.object({ kind: z.literal(['settingsReset', 'settingsRestored', 'chatsSetAside', 'chatsSalvaged']), file }),
  z.object({ kind: z.literal('settingsUnsaved') }),
  /** The model is back after its engine died, or after it was ended because it did not become idle. */
  z.object({ kind: z.literal(['recovered', 'reloadedAfterStop']) }),
  /** The same, and the graphics card is not used any more; `device` null when its name is not known. */
  z.object({ kind: z.literal('recoveredOnCpu'), device: z.string().nullable() }),
  /** Another model could not be loaded; `kept` is the name of the one that stays in use. */
  z.object({ kind: z.literal('loadFailed'), error: appError, kept: z.string() }),
  /** The same; the one named `kept` had made room for it, and is loaded again. */
  z.object({ kind: z.literal('loadFailedAfterRoom'), error: appError, kept: z.string() }),
  /** The same; the engine of the one named `kept` ended meanwhile, and it is loaded again. */
  z.object({ kind: z.literal('loadFailedAfterStop'), error: appError, kept: z.string() }),
  /** The graphics card could not be used for a model, which is on the CPU now; `device` null when its name is not known. */
  z.object({ kind: z.literal('graphicsFailed'), device: z.string().nullable(), because: z.enum(['fault', 'memory']) }),
  /** A model could not be loaded with another context, and is used with the one it had. In tokens; `wanted` null: as the memory allows. */
  z.object({
    kind: z.literal('contextKept'),
    model: z.string(),
    wanted: tokens.nullable(),
    kept: tokens,
    because: z.enum(['memory', 'fault'])
  }),
  /** A model could not be loaded with the context that was chosen for it, and is used with another one until Hearth is closed. */
  z.object({ kind: z.literal('contextSetAside'), model: z.string(), wanted: tokens, kept: tokens }),
  /** A context that was chosen counts until Hearth is closed, because it could not be saved. */
  z.object({ kind: z.literal('contextUnsaved'), error: appError }),
  /** The model used last is gone; `file` is its name. */
  z.object({ kind: z.literal('starterInstead'), file }),
  /** The chat format in the model's file is not there or cannot be used; `format` is used instead. */
  z.object({ kind: z.literal('formatUnusable'), model: z.string(), format: chatFormatName, fault: templateFault }),
  /** The model used last cannot be reached; the starter is loaded. */
  z.object({ kind: z.literal('starterMeanwhile'), error: appError }),
  /** A message that turned out too long is a draft again; `title` of its conversation. */
  z.object({ kind: z.literal('messageUnsent'), error: appError, title: z.string() })
])
export type NoticeContent = z.infer<typeof noticeContent>

/** Something the person should know once, not tied to a message. Shown as a banner until it is dismissed. */
export const notice = z.object({ id: z.string(), tone: z.enum(['info', 'warning', 'error']), content: noticeContent })
export type Notice = z.infer<typeof notice>

/** Whether conversations can be read and written. While unavailable, the window shows the error with *Try again*. */
export const storageStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unavailable'), error: appError })
])
export type StorageStatus = z.infer<typeof storageStatus>
