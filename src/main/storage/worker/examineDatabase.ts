import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { existsSync, statSync } from 'node:fs'
import { StorageFailure } from '../../core/errors/storageFailure'
import { isDamage, isMisunderstanding } from './driverError'
import { readColumn } from './readColumn'
import { SCHEMA_VERSION } from './schema'
import { statementTexts } from './statements'

/** Milliseconds to wait for another program to let go of the file. */
export const BUSY_TIMEOUT = 3000

export type Examination = { kind: 'absent' } | { kind: 'sound'; version: number } | { kind: 'damaged'; because: string }

/**
 * Looks at the database without changing a byte of it or of its log: a newer version stays untouched, a damaged one as evidence.
 * The whole file is checked when `isSuspect` or when the last exit was not clean; otherwise only what every start needs.
 * Throws StorageFailure `newerVersion`, or the driver's error (in use, out of reach).
 */
export function examineDatabase(path: string, isSuspect: boolean): Examination {
  const hasLog = sizeOf(`${path}-wal`) > 0 // a clean exit empties the log and removes it
  if (!existsSync(path) || (statSync(path).isFile() && sizeOf(path) === 0)) {
    return hasLog ? { kind: 'damaged', because: 'there is a log but no database' } : { kind: 'absent' }
  }
  if (statSync(path).isDirectory()) return { kind: 'damaged', because: 'it is a folder' }
  try {
    return look(path, isSuspect, hasLog)
  } catch (thrown) {
    if (isDamage(thrown) || isMisunderstanding(thrown)) return { kind: 'damaged', because: String(thrown) }
    throw thrown
  }
}

function look(path: string, isSuspect: boolean, hasLog: boolean): Examination {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT })
  try {
    const version = Number(readColumn(database, 'user_version', 'pragma_user_version')[0])
    if (version > SCHEMA_VERSION) throw new StorageFailure('newerVersion', `Version ${version}; this Hearth knows ${SCHEMA_VERSION}`)
    const tables = readColumn(database, 'name', "sqlite_schema WHERE type = 'table'")
    if (version < 1) return tables.length === 0 ? { kind: 'sound', version: 0 } : { kind: 'damaged', because: 'it holds something else' }
    // Each statement must make sense for the tables that are there; EXPLAIN compiles it and goes no further.
    if (version === SCHEMA_VERSION) for (const text of Object.values(statementTexts)) database.exec(`EXPLAIN ${text}`)
    // SQLite reads the missing part of a last page as zeros, without a word. With a log, pages may rightly be missing: they are in there.
    if (!hasLog && sizeOf(path) < sizeByHeader(database)) return { kind: 'damaged', because: 'its end is missing' }
    if (isSuspect || hasLog) {
      const findings = readColumn(database, 'quick_check', 'pragma_quick_check')
      if (findings[0] !== 'ok') return { kind: 'damaged', because: findings.join('; ') }
    }
    // Without the list nothing can be opened, and without the end of the messages nothing can be added.
    database.exec('SELECT max(updated_at), max(title) FROM conversations; SELECT max(position) FROM messages; SELECT max(text) FROM drafts')
    return { kind: 'sound', version }
  } finally {
    database.close()
  }
}

const sizeByHeader = (database: DatabaseSyncInstance): number =>
  Number(readColumn(database, 'page_count', 'pragma_page_count')[0]) * Number(readColumn(database, 'page_size', 'pragma_page_size')[0])

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
