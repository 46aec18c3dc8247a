import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { toVersion2 } from './version2'
import { toVersion3 } from './version3'
import { toVersion4 } from './version4'
import { toVersion5 } from './version5'
import { toVersion6 } from './version6'

// A message's position is its rowid: it grows in the order of adding and stays when the row is replaced.
// The parent is looked up within its conversation, so that no row of one conversation can hold on to another's;
// checked at the end of a transaction, so that a branch can be added or removed in any order.
const version1 = `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    active_leaf_id TEXT,
    deleted_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE messages (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id),
    parent_id TEXT,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT,
    stats TEXT,
    context_start_id TEXT,
    model_name TEXT,
    UNIQUE (conversation_id, id),
    FOREIGN KEY (conversation_id, parent_id) REFERENCES messages (conversation_id, id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT;
  CREATE INDEX messages_by_parent ON messages (conversation_id, parent_id);
  CREATE INDEX unfinished_messages ON messages (position) WHERE status IN ('{"kind":"queued"}', '{"kind":"streaming"}');

  CREATE TABLE drafts (key TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Changes an open database from one version to the next. It runs inside a transaction and may define functions of its own. */
type Step = (database: DatabaseSyncInstance) => void

/** One step per version, the oldest first. A step that was released is never changed. */
export const migrations: readonly Step[] = [
  (database) => database.exec(version1),
  toVersion2,
  toVersion3,
  toVersion4,
  toVersion5,
  toVersion6
]

/** The version this Hearth writes: `PRAGMA user_version`. */
export const SCHEMA_VERSION = migrations.length

/** Brings a database of an older version up to date, all steps or none. `steps`: others for a test. */
export function migrate(database: DatabaseSyncInstance, version: number, steps = migrations): void {
  if (version >= steps.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(version)) step(database)
    database.exec(`PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK') // after some failures SQLite has rolled back by itself
    throw thrown
  }
}
