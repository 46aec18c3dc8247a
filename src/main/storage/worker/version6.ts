import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/** From version 5: what was read and written for replies besides messages, each text once for a conversation. Parts of replies name it by its id. */
export function toVersion6(database: DatabaseSyncInstance): void {
  database.exec(`
    CREATE TABLE texts (
      position INTEGER PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversations (id),
      id TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (conversation_id, id)
    ) STRICT`)
}
