import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { messageFields } from './messageFields'

const conversationColumns =
  'id, CAST(title AS BLOB) AS title, created_at AS createdAt, updated_at AS updatedAt, active_leaf_id AS activeLeafId, CAST(choice AS BLOB) AS choice'
const messageColumns = Object.values(messageFields).join(', ')
const purged = 'SELECT id FROM conversations WHERE deleted_at < :time'

/** Every statement of the store. */
export const statementTexts = {
  list: `
    SELECT ${conversationColumns} FROM conversations
    WHERE deleted_at IS NULL AND (updated_at, id) < (:updatedAt, :id) ORDER BY updated_at DESC, id DESC LIMIT :limit`,
  readConversation: `SELECT ${conversationColumns} FROM conversations WHERE id = ? AND deleted_at IS NULL`,
  readMessages: `SELECT ${messageColumns} FROM messages WHERE conversation_id = ? ORDER BY position`,
  readSomeMessages: `
    SELECT ${messageColumns} FROM messages
    WHERE conversation_id = :conversationId AND id IN (SELECT value FROM json_each(:ids)) ORDER BY position`,
  countMessages: 'SELECT count(*) AS count FROM messages WHERE conversation_id = ?',
  listUnfinished: `
    SELECT ${messageColumns} FROM messages
    WHERE status_kind IN ('queued', 'streaming') ORDER BY position`,
  putConversation: `
    INSERT INTO conversations (id, title, created_at, updated_at, active_leaf_id, choice)
    VALUES (:id, CAST(:title AS TEXT), :createdAt, :updatedAt, :activeLeafId, :choice)
    ON CONFLICT (id) DO UPDATE SET
      title = excluded.title, created_at = excluded.created_at, updated_at = excluded.updated_at, active_leaf_id = excluded.active_leaf_id,
      choice = excluded.choice`,
  addMessage: `
    INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at,
      status_kind, end_reason, error, thoughts, stats, parts, context_start_id)
    VALUES (:id, :conversationId, :parentId, :role, CAST(:text AS TEXT), :createdAt,
      :statusKind, :endReason, :error, :thoughts, :stats, :parts, :contextStartId)`,
  replaceMessage: `
    UPDATE messages SET parent_id = :parentId, role = :role, text = CAST(:text AS TEXT), created_at = :createdAt,
      status_kind = :statusKind, end_reason = :endReason, error = :error, thoughts = :thoughts, stats = :stats, parts = :parts,
      context_start_id = :contextStartId, model_name = NULL, settings = NULL, repeats_from = NULL
    WHERE id = :id AND conversation_id = :conversationId`,
  ownerOfMessage: 'SELECT conversation_id AS conversationId FROM messages WHERE id = ?',
  replaceText: `UPDATE messages SET text = CAST(:text AS TEXT), thoughts = :thoughts WHERE id = :id AND role = 'assistant'`,
  // Whatever hangs below a removed message goes with it, also a row that could not be read and that nobody could name.
  removeMessages: `
    WITH RECURSIVE doomed (id) AS (
      SELECT id FROM messages WHERE conversation_id = :conversationId AND id IN (SELECT value FROM json_each(:ids))
      UNION SELECT child.id FROM doomed JOIN messages AS child ON child.conversation_id = :conversationId AND child.parent_id = doomed.id
    ) DELETE FROM messages WHERE id IN (SELECT id FROM doomed)`,
  putText: `
    INSERT INTO texts (conversation_id, id, text) VALUES (:conversationId, :id, CAST(:text AS TEXT))
    ON CONFLICT (conversation_id, id) DO NOTHING`,
  readText: 'SELECT CAST(text AS BLOB) AS text FROM texts WHERE conversation_id = :conversationId AND id = :id',
  setDeleted: 'UPDATE conversations SET deleted_at = :at WHERE id = :id',
  purgeDrafts: `DELETE FROM drafts WHERE key IN (${purged})`,
  purgeTexts: `DELETE FROM texts WHERE conversation_id IN (${purged})`,
  purgeMessages: `DELETE FROM messages WHERE conversation_id IN (${purged})`,
  purgeConversations: 'DELETE FROM conversations WHERE deleted_at < :time',
  readDraft: 'SELECT CAST(text AS BLOB) AS text FROM drafts WHERE key = ?',
  // A draft that comes after its conversation was removed for good would stay for ever.
  putDraft: `
    INSERT INTO drafts (key, text) SELECT :key, CAST(:text AS TEXT)
    WHERE :key = :newChat OR EXISTS (SELECT 1 FROM conversations WHERE id = :key)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text`,
  removeDraft: 'DELETE FROM drafts WHERE key = ?'
}

export type Statements = { [N in keyof typeof statementTexts]: StatementSyncInstance }

/** Their rows are arrays (messageFields.ts). */
const OF_MESSAGES = new Set(['readMessages', 'readSomeMessages', 'listUnfinished'])

/** All of them, prepared once. Integers are read as bigint (rows.ts says why). */
export function prepareStatements(database: DatabaseSyncInstance): Statements {
  const prepared = Object.entries(statementTexts).map(([name, text]) => {
    const statement = database.prepare(text)
    statement.setReadBigInts(true)
    statement.setReturnArrays(OF_MESSAGES.has(name))
    return [name, statement]
  })
  return Object.fromEntries(prepared) as Statements
}
