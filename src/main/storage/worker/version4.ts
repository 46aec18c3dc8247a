import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/**
 * From version 3: what each part of a reply was made with, as JSON, in place of `model_name`, `settings` and `repeats_from`. A row of an
 * older version keeps those until it is saved again, and is read as one part (rows.ts): rewriting all rows here would hold up the start.
 * `thoughts` has been there since version 2, and is filled from this one on.
 */
export function toVersion4(database: DatabaseSyncInstance): void {
  database.exec('ALTER TABLE messages ADD COLUMN parts TEXT')
}
