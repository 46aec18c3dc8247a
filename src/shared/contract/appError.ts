import * as z from 'zod'
import { presetsFileFault } from './presetsFile'
import { modelFileFault } from '../domain/modelFileFault'

const plainCode = z.enum([
  'model.starterMissing',
  'engine.unavailable',
  'engine.unsupportedCpu',
  'engine.noModel',
  'engine.lost',
  'engine.killed',
  'engine.restarted',
  'generation.failed',
  'generation.structureRefused',
  'generation.templateRefused',
  'generation.templateUntried',
  'generation.alreadyBegun',
  'link.notOpened',
  'storage.unreadable',
  'storage.locked',
  'storage.newerVersion',
  'storage.writeFailed',
  'storage.diskFull',
  'request.invalid',
  'request.unknown',
  'request.untrusted',
  'internal'
])
const count = z.number().int().min(0)
const tokens = z.object({ tokens: count, limit: count })

/**
 * An expected failure, as data. What a person reads about it is made where it is shown: i18n/errorWords.ts. `file`: a file name without
 * folder.
 */
export const appError = z.discriminatedUnion('code', [
  z.object({ code: plainCode }),
  z.object({
    code: z.literal(['model.notFound', 'model.unsupported', 'model.insufficientMemory', 'model.unresponsive']),
    params: z.object({ file: z.string() })
  }),
  z.object({
    code: z.literal('presets.notExported'),
    params: z.object({ file: z.string(), because: z.enum(['writeFailed', 'diskFull']) })
  }),
  z.object({ code: z.literal('presets.notImported'), params: z.object({ file: z.string(), fault: presetsFileFault }) }),
  /** `folder`: its path. */
  z.object({ code: z.literal('folder.notOpened'), params: z.object({ folder: z.string() }) }),
  z.object({ code: z.literal('model.invalidFile'), params: z.object({ file: z.string(), fault: modelFileFault }) }),
  /** `count`: messages that wait already. */
  z.object({ code: z.literal('generation.busy'), params: z.object({ count }) }),
  /** Refused before it was sent. `limit`: tokens that a message may have. */
  z.object({ code: z.literal('generation.messageTooLong'), params: tokens }),
  /** Refused before it was sent: with the system prompt not even an empty message has room. */
  z.object({ code: z.literal('generation.systemPromptTooLong'), params: tokens }),
  /** The same by the window, which cannot count tokens. In characters. */
  z.object({ code: z.literal('generation.textTooLong'), params: z.object({ length: count, limit: count }) }),
  /** Sent already, and no room can be made. `counts` null: nobody has counted. */
  z.object({ code: z.literal('generation.contextFull'), params: z.object({ counts: tokens.nullable() }) }),
  /** Sent already: the whole chat does not fit, and the person wants to be asked. `limit`: tokens that it may have. */
  z.object({ code: z.literal('generation.chatTooLong'), params: tokens }),
  /** A reply that is whole on the screen and not on the disk. */
  z.object({ code: z.literal('storage.replyNotSaved'), params: z.object({ because: z.enum(['writeFailed', 'diskFull']) }) })
])
export type AppError = z.infer<typeof appError>
export type ErrorCode = AppError['code']

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError }
