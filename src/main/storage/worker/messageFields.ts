/**
 * What is read of a message, by its name in a row and in SQL. Rows of messages are arrays in this order: 5,000 objects with so many properties
 * take SQLite's driver twice as long.
 */
export const messageFields = {
  id: 'id',
  conversationId: 'conversation_id',
  parentId: 'parent_id',
  role: 'role',
  // The driver cuts a text off at its first NUL character: such a text comes as bytes (rows.ts).
  text: 'iif(instr(text, char(0)), CAST(text AS BLOB), text)',
  createdAt: 'created_at',
  statusKind: 'status_kind',
  endReason: 'end_reason',
  error: 'error',
  thoughts: 'thoughts',
  stats: 'stats',
  parts: 'parts',
  contextStartId: 'context_start_id',
  modelName: 'CAST(model_name AS BLOB)',
  settings: 'settings',
  repeatsFrom: 'repeats_from'
} as const

/** The values of a row, under these names. */
type MessageRow = { -readonly [Name in keyof typeof messageFields]: unknown }

const names = Object.keys(messageFields)

export const rowOfValues = (values: readonly unknown[]): MessageRow =>
  Object.fromEntries(names.map((name, place) => [name, values[place]])) as MessageRow
