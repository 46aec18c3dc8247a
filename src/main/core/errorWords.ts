import { EngineFailure } from '../../engine/engine'
import type { AppError } from '../../shared/contract/appError'
import { assertNever } from '../../shared/assertNever'
import { t } from '../../shared/i18n/translate'
import { ExpectedError } from './expectedError'
import { EngineLost, type EngineExit } from './ports/engineLauncher'
import { StorageFailure, type StorageFailureCode } from './ports/conversationStore'

const ILLEGAL_INSTRUCTION_WINDOWS = 0xc000_001d

/** The words for what a port threw; null for anything that nobody expected. `file`: the name of the model file it was about. */
export function toAppError(thrown: unknown, file = ''): AppError | null {
  if (thrown instanceof ExpectedError) return thrown.error
  if (thrown instanceof StorageFailure) return storageError(thrown.code)
  if (thrown instanceof EngineFailure) return engineError(thrown, file)
  if (thrown instanceof EngineLost) return hopelessExit(thrown.exit) ?? engineLost()
  return null
}

/** As `toAppError`; what nobody expected becomes `internal`. The caller writes it to the log. */
export function toAppErrorOrInternal(thrown: unknown, file = ''): AppError {
  return toAppError(thrown, file) ?? { code: 'internal', message: t('error.internal') }
}

export function storageError(code: StorageFailureCode): AppError {
  switch (code) {
    case 'unreadable':
      return { code: 'storage.unreadable', message: t('error.storage.unreadable'), detail: t('core.storage.unreadable'), canRetry: true }
    case 'locked':
      return { code: 'storage.locked', message: t('error.storage.locked'), detail: t('core.storage.locked'), canRetry: true }
    case 'newerVersion':
      return { code: 'storage.newerVersion', message: t('error.storage.newerVersion'), detail: t('core.storage.newerVersion') }
    case 'writeFailed':
      return { code: 'storage.writeFailed', message: t('error.storage.writeFailed'), detail: t('core.storage.writeFailed'), canRetry: true }
    case 'diskFull':
      return { code: 'storage.diskFull', message: t('error.storage.diskFull'), detail: t('core.storage.diskFull'), canRetry: true }
    default:
      return assertNever(code)
  }
}

function engineError(failure: EngineFailure, file: string): AppError {
  switch (failure.code) {
    case 'unavailable':
      return engineUnavailable()
    case 'invalidFile':
      return { code: 'model.invalidFile', message: t('error.model.invalidFile', { file }) }
    case 'unsupported':
      return { code: 'model.unsupported', message: t('error.model.unsupported', { file }) }
    case 'insufficientMemory':
      return { code: 'model.insufficientMemory', message: t('error.model.insufficientMemory', { file }), canRetry: true }
    case 'notLoaded':
      return noModel()
    case 'contextFull':
      return noRoomToAnswer(failure.counts)
    case 'failed':
      return { code: 'generation.failed', message: t('error.generation.failed'), canRetry: true }
    default:
      return assertNever(failure.code)
  }
}

/** The words for an engine that would end the same way if it were started again; null when it may be worth trying. */
export function hopelessExit({ code, signal }: EngineExit): AppError | null {
  if (signal === 'SIGILL' || (code !== null && code >>> 0 === ILLEGAL_INSTRUCTION_WINDOWS)) return unsupportedCpu()
  return code === null && signal === null ? engineUnavailable() : null
}

const engineUnavailable = (): AppError => ({ code: 'engine.unavailable', message: t('error.engine.unavailable'), canRetry: true })
const unsupportedCpu = (): AppError => ({ code: 'engine.unsupportedCpu', message: t('error.engine.unsupportedCpu') })
export const engineLost = (): AppError => ({ code: 'engine.lost', message: t('error.engine.lost'), canRetry: true })
export const noModel = (): AppError => ({ code: 'engine.noModel', message: t('error.engine.noModel'), canRetry: true })
export const modelNotFound = (file: string): AppError => ({ code: 'model.notFound', message: t('error.model.notFound', { file }) })
export const starterMissing = (): AppError => ({
  code: 'model.notFound',
  message: t('core.starterMissing.message'),
  detail: t('core.starterMissing.detail')
})
export const unknownRequest = (): AppError => ({ code: 'request.unknown', message: t('error.request.unknown') })
export const invalidRequest = (): AppError => ({ code: 'request.invalid', message: t('error.request.invalid') })
export const busy = (count: number): AppError => ({
  code: 'generation.busy',
  message: t('error.generation.busy', { count }),
  canRetry: true
})

/** A message refused before it was sent. `limit`: tokens that a message may have. */
export const messageTooLong = (counts: { tokens: number; limit: number }): AppError => ({
  code: 'generation.contextFull',
  message: t('error.generation.contextFull', counts)
})

/** A message that was sent already, and for which no room can be made. */
export const noRoomToAnswer = (counts: { tokens: number; limit: number } | undefined): AppError => ({
  code: 'generation.contextFull',
  message: counts ? t('core.reply.noRoom', counts) : t('core.reply.noRoomUncounted')
})

/** A reply that is whole on the screen and not on the disk; `cause` says why in the words of storage. */
export const replyNotSaved = (cause: AppError): AppError => ({
  code: cause.code,
  message: t('core.reply.notSaved'),
  detail: cause.code === 'storage.diskFull' ? t('core.storage.diskFull') : t('core.storage.writeFailed')
})
