import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/** From version 2: where a reply that was ended by the loop guard begins to repeat itself. */
export function toVersion3(database: DatabaseSyncInstance): void {
  database.exec('ALTER TABLE messages ADD COLUMN repeats_from INTEGER')
}
