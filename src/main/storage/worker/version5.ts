import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/** From version 4: what the replies of a conversation are generated with, as JSON; null where nothing was chosen for it. */
export function toVersion5(database: DatabaseSyncInstance): void {
  database.exec('ALTER TABLE conversations ADD COLUMN choice TEXT')
}
