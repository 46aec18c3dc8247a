import { StorageFailure, type StorageFailureCode } from '../../core/errors/storageFailure'
import { translateFileError } from '../fileFailure'

// SQLite's result codes, https://sqlite.org/rescode.html. The low byte names the family, the rest says more.
const SQLITE_ERROR = 1
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_READONLY = 8
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_CONSTRAINT = 19
const SQLITE_NOTADB = 26
const SQLITE_IOERR_READ = 266
const SQLITE_IOERR_SHORT_READ = 522
const SQLITE_IOERR_CORRUPTFS = 8458

const families = new Map<number, StorageFailureCode>([
  [SQLITE_BUSY, 'locked'],
  [SQLITE_LOCKED, 'locked'],
  [SQLITE_READONLY, 'writeFailed'],
  [SQLITE_IOERR, 'writeFailed'],
  [SQLITE_CORRUPT, 'unreadable'],
  [SQLITE_FULL, 'diskFull'],
  [SQLITE_CANTOPEN, 'unreadable'],
  [SQLITE_NOTADB, 'unreadable']
])
const failedReads = [SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_CORRUPTFS]

// Reading many rows is the one thing that throws without a code; what is left is SQLite's own sentence for it.
const sentences = new Map([
  ['database is locked', SQLITE_BUSY],
  ['database table is locked', SQLITE_LOCKED],
  ['disk I/O error', SQLITE_IOERR_READ],
  ['database disk image is malformed', SQLITE_CORRUPT],
  ['file is not a database', SQLITE_NOTADB]
])

function resultCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error)) return null
  if ('errcode' in thrown && typeof thrown.errcode === 'number') return thrown.errcode
  return sentences.get(thrown.message) ?? null
}

/**
 * An error of the driver or of the file system as StorageFailure. Anything else (a broken constraint, say) is a bug and comes back as it
 * is.
 */
export function translateDriverError(thrown: unknown): unknown {
  const code = resultCode(thrown)
  if (code === null || !(thrown instanceof Error)) return translateFileError(thrown)
  const failure = failedReads.includes(code) ? 'unreadable' : families.get(code & 0xff)
  return failure === undefined ? thrown : new StorageFailure(failure, `${thrown.message} (SQLite ${code})`)
}

/** Whether the file itself is broken, as opposed to being in use, out of reach or without space. */
export function isDamage(thrown: unknown): boolean {
  const family = familyOf(thrown)
  return family === SQLITE_CORRUPT || family === SQLITE_NOTADB
}

/** Whether SQLite did not understand a statement: for one that is known to be right, because the file holds tables of another kind. */
export const isMisunderstanding = (thrown: unknown): boolean => familyOf(thrown) === SQLITE_ERROR

/** Whether a row does not hold what its table asks for. */
export const isViolation = (thrown: unknown): boolean => familyOf(thrown) === SQLITE_CONSTRAINT

const familyOf = (thrown: unknown): number => (resultCode(thrown) ?? 0) & 0xff
