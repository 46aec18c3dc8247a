import * as z from 'zod'

export const errorCode = z.enum([
  'model.notFound',
  'model.invalidFile',
  'model.unsupported',
  'model.insufficientMemory',
  'engine.unavailable',
  'engine.unsupportedCpu',
  'engine.noModel',
  'engine.lost',
  'generation.busy',
  'generation.contextFull',
  'generation.failed',
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

/** An expected failure, as data. `message` and `detail` are sentences for people; `canRetry`: doing the same again may help. */
export const appError = z.object({
  code: errorCode,
  message: z.string(),
  detail: z.string().optional(),
  canRetry: z.boolean().optional()
})
export type AppError = z.infer<typeof appError>

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError }
