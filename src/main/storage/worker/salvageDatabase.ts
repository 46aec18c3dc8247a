import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { existsSync, rmSync } from 'node:fs'
import { isDamage, isViolation } from './driverError'
import { readColumn } from './readColumn'
import { migrate, migrations } from './schema'

/** Parts that could not be read or stored, after which the rest of a table is given up: a damaged file can name 2^63 rows. */
const MOST_FAILURES = 20_000

// In the order of their references. A table is copied in ranges of its key, each range or nothing of it; a range that fails is halved.
// The two small ones were read whole by the examination, so one range is enough for them.
const small = ['conversations', 'drafts'] as const
const large = ['messages', 'texts'] as const

/**
 * Copies what can be read of a database of an older version into a new file, and brings that up to date. `path` is read and not written.
 * A row that cannot be read, or that holds what its column does not take, is left out. The new file is whole, and on the disk, when this
 * returns. Throws the driver's error, also where nothing can be read; then there is no new file.
 */
export function salvageDatabase(path: string, target: string, version: number): void {
  removeDatabase(target)
  const database = new DatabaseSync(target)
  try {
    // Until it is whole, the new file can be made again: only the migration at the end, which writes all of it to the disk, waits for the
    // disk.
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = OFF; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    migrate(database, 0, migrations.slice(0, version))
    database.exec(`ATTACH '${path.replaceAll("'", "''")}' AS damaged`)
    for (const table of small) database.exec(copyOf(database, table))
    for (const table of large) copyInRanges(database, table)
    if (tables(database).includes('texts')) database.exec(unlinkTexts)
    database.exec(`DETACH damaged; ${relink}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`)
    migrate(database, version)
    database.close()
  } catch (thrown) {
    if (database.isOpen) database.close()
    removeDatabase(target)
    throw thrown
  }
}

/** Removes what an interrupted salvage has left. */
export function removeDatabase(path: string): void {
  for (const ending of ['', '-journal']) if (existsSync(path + ending)) rmSync(path + ending)
}

function copyOf(database: DatabaseSyncInstance, table: string): string {
  const known = readColumn(database, 'name', `pragma_table_info('${table}', 'main')`)
  const there = new Set(readColumn(database, 'name', `pragma_table_info('${table}', 'damaged')`))
  const columns = known.filter((name) => there.has(name)).join(', ')
  return `INSERT OR IGNORE INTO main.${table} (${columns}) SELECT ${columns} FROM damaged.${table} NOT INDEXED`
}

function copyInRanges(database: DatabaseSyncInstance, table: (typeof large)[number]): void {
  const last = lastPosition(database, table)
  if (last === null) return
  const copy = copyOf(database, table)
  const ranges = [{ from: 1n, to: last }]
  let failures = 0
  // Each range in a transaction of its own: once a page was unreadable, SQLite refuses whatever else a transaction would copy.
  for (let range = ranges.pop(); range && failures < MOST_FAILURES; range = ranges.pop()) {
    const { from, to } = range
    try {
      // A range of one row would look for the next one too, which may lie on the damaged page.
      database.exec(`${copy} WHERE position ${from === to ? `= ${from}` : `BETWEEN ${from} AND ${to}`}`)
    } catch (thrown) {
      if (!isDamage(thrown) && !isViolation(thrown)) throw thrown
      failures++
      const middle = (from + to) / 2n
      if (from < to) ranges.push({ from: middle + 1n, to }, { from, to: middle })
    }
  }
}

const tables = (database: DatabaseSyncInstance): unknown[] => readColumn(database, 'name', "main.sqlite_schema WHERE type = 'table'")

const unlinkTexts = 'DELETE FROM main.texts WHERE conversation_id NOT IN (SELECT id FROM main.conversations)'

/** Null where a table is empty, is not there, as in older versions, or has no end that could be read. */
function lastPosition(database: DatabaseSyncInstance, table: string): bigint | null {
  if (!tables(database).includes(table)) return null
  try {
    const [last] = readColumn(database, 'CAST(max(position) AS TEXT)', `damaged.${table}`) // text: an integer of 64 bits fits no number
    return typeof last === 'string' ? BigInt(last) : null
  } catch (thrown) {
    if (isDamage(thrown) && table === 'texts') return null // the messages are worth more
    throw thrown
  }
}

const isOrphan = `orphan.parent_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM messages AS parent WHERE parent.conversation_id = orphan.conversation_id AND parent.id = orphan.parent_id)`

// A message without its conversation can be shown nowhere. A reply needs a question: one that is lost is replaced by an empty one, before
// all others. A question whose reply is lost follows the nearest earlier reply, or begins the conversation.
const relink = `
  DELETE FROM messages WHERE conversation_id NOT IN (SELECT id FROM conversations);
  INSERT OR IGNORE INTO messages (position, id, conversation_id, parent_id, role, text, created_at)
    SELECT (SELECT min(position) FROM messages) - row_number() OVER (ORDER BY min(position) DESC), parent_id, conversation_id,
      (SELECT id FROM messages AS earlier
        WHERE earlier.conversation_id = orphan.conversation_id AND earlier.position < orphan.position AND earlier.role = 'assistant'
          AND earlier.parent_id IS NOT orphan.parent_id
        ORDER BY position DESC LIMIT 1),
      'user', '', min(created_at)
    FROM messages AS orphan WHERE role = 'assistant' AND ${isOrphan} GROUP BY conversation_id, parent_id;
  UPDATE messages AS orphan SET parent_id = (
    SELECT id FROM messages AS earlier
    WHERE earlier.conversation_id = orphan.conversation_id AND earlier.position < orphan.position AND earlier.role <> orphan.role
    ORDER BY position DESC LIMIT 1
  ) WHERE ${isOrphan}`
