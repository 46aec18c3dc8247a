import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { accessSync, constants, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../core/errors/log'
import { isDamage, isMisunderstanding } from './driverError'
import { BUSY_TIMEOUT, examineDatabase } from './examineDatabase'
import { removeDatabase, salvageDatabase } from './salvageDatabase'
import { migrate, SCHEMA_VERSION } from './schema'
import { forgetSetAside, readSetAside, setAsideDatabase } from './setAside'

// EXCLUSIVE: a second Hearth on the same folder is refused instead of mixing its replies into ours, and the log's index needs no file.
// On POSIX systems the lock is the process's: main must not open and close this file by other ways while the store has it.
// secure_delete: what was deleted is overwritten, not only forgotten.
const pragmas = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA secure_delete = ON;
`

export interface OpenedDatabase {
  database: DatabaseSyncInstance
  /** File name under which a damaged database was set aside, by this start or by one that was killed meanwhile; null: none was. */
  setAside: string | null
  /** Makes the next opening check the whole file: for damage that is met later and keeps Hearth from writing. */
  suspect: () => void
}

/**
 * Opens `<folder>/conversations.db`, a fresh one in the place of a damaged one; one of an older version whose update meets damage is
 * replaced by what could be read of it. Throws StorageFailure, or the driver's or the system's error.
 */
export function openDatabase(folder: string, log: Pick<Log, 'warn'>): OpenedDatabase {
  accessSync(folder, constants.R_OK | constants.W_OK)
  const path = join(folder, 'conversations.db')
  const suspicion = `${path}.suspect`
  const salvaged = `${path}.salvaged`
  const suspect = (): void => {
    try {
      writeFileSync(suspicion, '')
    } catch (thrown) {
      log.warn(`The damaged database could not be marked: ${String(thrown)}`)
    }
  }

  function replaceDamaged(because: string): OpenedDatabase {
    const setAside = setAsideDatabase(path, new Date())
    log.warn(`The database is damaged (${because}) and was set aside as ${setAside}`)
    return { database: openForWriting(path, 0), setAside, suspect }
  }

  /** Where the update reads more of an older file than every start does, and meets what cannot be read. */
  function replaceBySalvaged(version: number, because: string): OpenedDatabase {
    try {
      salvageDatabase(path, salvaged, version)
    } catch (thrown) {
      if (!isDamage(thrown) && !isMisunderstanding(thrown)) throw thrown
      log.warn(`Nothing of the damaged database could be copied: ${String(thrown)}`)
      return replaceDamaged(because)
    }
    const setAside = setAsideDatabase(path, new Date())
    renameSync(salvaged, path)
    log.warn(`The database is damaged (${because}) and was set aside as ${setAside}; what could be read of it was copied`)
    return { database: openForWriting(path, SCHEMA_VERSION), setAside, suspect }
  }

  function open(): OpenedDatabase {
    const examination = examineDatabase(path, existsSync(suspicion))
    if (examination.kind === 'damaged') return replaceDamaged(examination.because)
    const version = examination.kind === 'sound' ? examination.version : 0
    try {
      return { database: openForWriting(path, version), setAside: null, suspect }
    } catch (thrown) {
      const isOlder = version > 0 && version < SCHEMA_VERSION
      if (isOlder && (isDamage(thrown) || isMisunderstanding(thrown))) return replaceBySalvaged(version, String(thrown))
      if (!isDamage(thrown)) throw thrown
      return replaceDamaged(String(thrown))
    }
  }

  // The damaged file makes room only for a copy that is whole: without it, the last start ended between the two renames.
  if (!existsSync(path) && existsSync(salvaged)) renameSync(salvaged, path)
  const setAsideBefore = readSetAside(path)
  const opened = open()
  removeDatabase(salvaged)
  rmSync(suspicion, { force: true })
  forgetSetAside(path)
  return { ...opened, setAside: opened.setAside ?? setAsideBefore }
}

// Nothing is prepared in here: see readColumn.ts. What fails can be closed at once.
function openForWriting(path: string, version: number): DatabaseSyncInstance {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT })
  try {
    database.exec(pragmas)
    migrate(database, version)
    rmSync(`${path}-shm`, { force: true }) // left by the examination; the file is ours alone now, and our index is in memory
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}
