import { DatabaseSync } from '@photostructure/sqlite'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The text of a message as the files of the database hold it. A copy is read: the running application has them for itself. Null: no such row. */
export function storedText(dataDir: string, messageId: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-copy-'))
  try {
    for (const name of ['conversations.db', 'conversations.db-wal']) {
      if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(folder, name))
    }
    const database = new DatabaseSync(join(folder, 'conversations.db'))
    const row = database.prepare('SELECT text FROM messages WHERE id = ?').get(messageId) as { text: string } | undefined
    database.close()
    return row?.text ?? null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
