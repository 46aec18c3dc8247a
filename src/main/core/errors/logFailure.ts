import type { AppError } from '../../../shared/contract/appError'
import { toAppError, toAppErrorOrInternal } from './appErrors'
import type { Log } from './log'

interface LogWords {
  /** For what nobody expected: it is logged with its stack. */
  readonly bug: string
  /** For a failure that was expected: one line. Left out, it is not logged. */
  readonly expected?: string
}

/** As `toAppErrorOrInternal`, and writes to the log what became of it. */
export function logFailure(thrown: unknown, log: Log, { bug, expected }: LogWords, file = ''): AppError {
  if (toAppError(thrown) === null) log.error(bug, thrown)
  else if (expected !== undefined) log.warn(`${expected} (${String(thrown)})`)
  return toAppErrorOrInternal(thrown, file)
}
