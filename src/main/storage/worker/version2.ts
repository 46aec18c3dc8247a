import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { fromVersion1 } from './errorOfVersion1'

// A status becomes columns, so that what was left unfinished is found by a plain value. One that cannot be read stays as it was, in
// `error`: its row is left out as before, and nothing of it is lost. The sentences of an error become its code and what they were made of.
// The old column is renamed and rewritten in place: dropping it would rewrite every row a second time (11 s instead of 6 s for 50,000
// replies).
// `thoughts` is filled from version 4 on, `reply_tokens` by nothing yet. Tokens hang on a message's rowid, which takes a byte or two for each token where
// its id would take 36; they go with the message. The text of a token is bytes: it may be half a character.
const statements = `
  DROP INDEX IF EXISTS unfinished_messages;
  ALTER TABLE messages RENAME COLUMN status TO status_kind;
  ALTER TABLE messages ADD COLUMN end_reason TEXT;
  ALTER TABLE messages ADD COLUMN error TEXT;
  ALTER TABLE messages ADD COLUMN thoughts TEXT;
  ALTER TABLE messages ADD COLUMN settings TEXT;
  UPDATE messages SET
    status_kind = CASE json_valid(status_kind) WHEN 1 THEN coalesce(status_kind ->> '$.kind', 'unreadable') ELSE 'unreadable' END,
    end_reason = CASE json_valid(status_kind) WHEN 1 THEN status_kind ->> '$.reason' END,
    error = CASE json_valid(status_kind)
      WHEN 1 THEN CASE coalesce(status_kind ->> '$.kind', '')
        WHEN 'failed' THEN error_of_version_1(status_kind -> '$.error')
        WHEN '' THEN status_kind
      END
      ELSE status_kind
    END
    WHERE status_kind IS NOT NULL;
  CREATE INDEX unfinished_messages ON messages (position) WHERE status_kind IN ('queued', 'streaming');

  CREATE INDEX listed_conversations ON conversations (updated_at, id) WHERE deleted_at IS NULL;

  CREATE TABLE reply_tokens (
    message_position INTEGER NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    token_id INTEGER NOT NULL,
    text BLOB NOT NULL,
    probability REAL,
    alternatives TEXT,
    PRIMARY KEY (message_position, position)
  ) STRICT, WITHOUT ROWID;
`

/** From version 1: status, settings and thoughts of a reply in columns, the list with an index, tokens foreseen. */
export function toVersion2(database: DatabaseSyncInstance): void {
  const rewrite = (error: unknown): string => JSON.stringify(fromVersion1(typeof error === 'string' ? error : ''))
  database.function('error_of_version_1', { deterministic: true }, rewrite)
  database.exec(statements)
}
