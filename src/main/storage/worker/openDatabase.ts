import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../core/errors/log'
import { isDamage, isMisunderstanding } from './driverError'
import { BUSY_TIMEOUT, examineDatabase } from './examineDatabase'
import { migrate } from './schema'
import { setAsideDatabase } from './setAside'

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
  /** File name under which a damaged database was set aside; null when there was nothing wrong. */
  setAside: string | null
  /** Makes the next opening check the whole file: for damage that is met later and keeps Hearth from writing. */
  suspect: () => void
}

/** Opens `<folder>/conversations.db`, a fresh one in the place of a damaged one. Throws StorageFailure, or the driver's or the system's error. */
export function openDatabase(folder: string, log: Pick<Log, 'warn'>): OpenedDatabase {
  accessSync(folder, constants.R_OK | constants.W_OK)
  const path = join(folder, 'conversations.db')
  const suspicion = `${path}.suspect`
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

  function open(): OpenedDatabase {
    const examination = examineDatabase(path, existsSync(suspicion))
    if (examination.kind === 'damaged') return replaceDamaged(examination.because)
    try {
      return { database: openForWriting(path, examination.kind === 'sound' ? examination.version : 0), setAside: null, suspect }
    } catch (thrown) {
      // A migration that does not understand the tables it finds will not do so at the next start either.
      if (!isDamage(thrown) && !isMisunderstanding(thrown)) throw thrown
      return replaceDamaged(String(thrown))
    }
  }

  const opened = open()
  rmSync(suspicion, { force: true })
  return opened
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
