import { EngineFailure } from '../../../engine/engine'
import type { AppError } from '../../../shared/contract/appError'
import { assertNever } from '../../../shared/assertNever'
import { ExpectedError } from './expectedError'
import { EngineLost, type EngineExit } from './engineLost'
import { StorageFailure, type StorageFailureCode } from './storageFailure'

const ILLEGAL_INSTRUCTION_WINDOWS = 0xc000_001d

/** The AppError for what a port threw; null for anything that nobody expected. `file`: the name of the model file it was about. */
export function toAppError(thrown: unknown, file = ''): AppError | null {
  if (thrown instanceof ExpectedError) return thrown.error
  if (thrown instanceof StorageFailure) return storageError(thrown.code)
  if (thrown instanceof EngineFailure) return engineError(thrown, file)
  if (thrown instanceof EngineLost) return fatalExit(thrown.exit) ?? engineLost(thrown.exit)
  return null
}

/** As `toAppError`; what nobody expected becomes `internal`. The caller writes it to the log. */
export function toAppErrorOrInternal(thrown: unknown, file = ''): AppError {
  return toAppError(thrown, file) ?? { code: 'internal' }
}

export const storageError = (code: StorageFailureCode): AppError => ({ code: `storage.${code}` })

function engineError(failure: EngineFailure, file: string): AppError {
  switch (failure.code) {
    case 'unavailable':
      return engineUnavailable()
    case 'invalidFile':
      return { code: 'model.invalidFile', params: { file, fault: { kind: 'refused' } } }
    case 'unsupported':
      return { code: 'model.unsupported', params: { file } }
    case 'insufficientMemory':
      return insufficientMemory(file)
    case 'notLoaded':
      return noModel()
    case 'contextFull':
      return noRoomForReply(failure.counts)
    case 'structure':
      return { code: 'generation.structureRefused' }
    case 'template':
      return { code: 'generation.templateRefused' }
    case 'failed':
      return { code: 'generation.failed' }
    default:
      return assertNever(failure.code)
  }
}

/** For an engine that would end the same way if it were started again; null when it may be worth trying. */
export function fatalExit({ code, signal }: EngineExit): AppError | null {
  if (signal === 'SIGILL' || (code !== null && code >>> 0 === ILLEGAL_INSTRUCTION_WINDOWS)) return { code: 'engine.unsupportedCpu' }
  return code === null && signal === null ? engineUnavailable() : null
}

/** For an engine that ended while it was needed, and may be started again. */
export function engineLost(exit: EngineExit): AppError {
  if (exit.isRequested) return { code: 'engine.restarted' }
  return { code: wasKilledBySystem(exit) ? 'engine.killed' : 'engine.lost' }
}

/** SIGKILL that was not ours: on Linux and macOS what the system does to the largest process when memory runs out. */
export const wasKilledBySystem = ({ signal, isRequested }: EngineExit): boolean => signal === 'SIGKILL' && !isRequested

const engineUnavailable = (): AppError => ({ code: 'engine.unavailable' })
export const noModel = (): AppError => ({ code: 'engine.noModel' })
export const modelNotFound = (file: string): AppError => ({ code: 'model.notFound', params: { file } })
export const modelUnresponsive = (file: string): AppError => ({ code: 'model.unresponsive', params: { file } })
export const endsEngine = (file: string): AppError => ({ code: 'model.invalidFile', params: { file, fault: { kind: 'endsEngine' } } })
export const insufficientMemory = (file: string): AppError => ({ code: 'model.insufficientMemory', params: { file } })
export const folderNotOpened = (folder: string): AppError => ({ code: 'folder.notOpened', params: { folder } })
export const linkNotOpened = (): AppError => ({ code: 'link.notOpened' })
export const starterMissing = (): AppError => ({ code: 'model.starterMissing' })
export const unknownRequest = (): AppError => ({ code: 'request.unknown' })
export const invalidRequest = (): AppError => ({ code: 'request.invalid' })
export const alreadyBegun = (): AppError => ({ code: 'generation.alreadyBegun' })

export const busy = (count: number): AppError => ({ code: 'generation.busy', params: { count } })

/** A message refused before it was sent. `limit`: tokens that a message may have. */
export const messageTooLong = ({ tokens, limit }: { tokens: number; limit: number }): AppError => ({
  code: 'generation.messageTooLong',
  params: { tokens, limit }
})

/** A message that was sent already, and for which no room can be made. */
export const noRoomForReply = (counts: { tokens: number; limit: number } | undefined): AppError => ({
  code: 'generation.contextFull',
  params: { counts: counts ? { tokens: counts.tokens, limit: counts.limit } : null }
})

/** A chat that does not fit any more, of which nothing is left out before the person has chosen. */
export const chatTooLong = ({ tokens, limit }: { tokens: number; limit: number }): AppError => ({
  code: 'generation.chatTooLong',
  params: { tokens, limit }
})

/** A reply that is whole on the screen and not on the disk; `cause`: what kept it from being saved. */
export const replyNotSaved = (cause: AppError): AppError => ({
  code: 'storage.replyNotSaved',
  params: { because: cause.code === 'storage.diskFull' ? 'diskFull' : 'writeFailed' }
})
