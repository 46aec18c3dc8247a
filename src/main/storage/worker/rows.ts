import * as z from 'zod'
import { storedChoice } from '../../../shared/contract/storedChoice'
import { appError, type AppError } from '../../../shared/contract/appError'
import { conversation, type Conversation } from '../../../shared/domain/conversation'
import { messageId } from '../../../shared/domain/ids'
import { assistantMessage, thought, userMessage, type Message } from '../../../shared/domain/message'
import { fromJson } from './fromJson'
import { rowOfValues } from './messageFields'
import { partsOf } from './partsOfRow'
import { usualMessage } from './usualMessage'

// The driver cuts text off at its first NUL character, in and out. So what people and models write goes through as bytes:
// `CAST(? AS TEXT)` on the way in, `CAST(column AS BLOB)` on the way out; the text of messages only where it has that character (messageFields.ts).
export const toBytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const fromBytes = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

// Integers arrive as bigint: a number too large for JavaScript would otherwise fail the whole query, not its row.
const plain = (value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? fromBytes(value) : value

type Row = Record<string, unknown>

// A reply is worth more than what it thought, or why it failed: what is of another or a damaged kind does not cost the row.
const salvagedReply = assistantMessage.omit({ parts: true }).extend({ thought: thought.nullable().catch(null) })

/** Of the values of a row (messageFields.ts). Null when it does not hold what a message needs. */
export const messageOf = (values: readonly unknown[]): Message | null => usualMessage(values) ?? checkedMessage(rowOfValues(values))

/** Whatever can be read of a row, damaged or of another version. Changes the row. */
export function checkedMessage(row: Row): Message | null {
  makePlain(row)
  if (row.role === 'user') return userMessage.safeParse(row).data ?? null
  const { data } = salvagedReply.safeParse(withReplyFields(row))
  return data ? { ...data, parts: partsOf(row, row.stats) } : null
}

// Both change the row, which nobody needs afterwards: copies of thousands would be collected while somebody waits for a conversation.
function withReplyFields(row: Row): Row {
  row.stats = fromJson(row.stats)
  row.thought = fromJson(row.thoughts)
  row.status = { kind: row.statusKind, reason: row.endReason, error: row.statusKind === 'failed' ? errorOf(row.error) : null }
  return row
}

function makePlain(row: Row): Row {
  for (const name of Object.keys(row)) row[name] = plain(row[name])
  return row
}

// A conversation is worth more than its dates: only an unusable id costs the row.
const salvagedConversation = conversation.omit({ choice: true }).extend({
  createdAt: z.number().int().catch(0),
  updatedAt: z.number().int().catch(0),
  activeLeafId: messageId.nullable().catch(null)
})

/** What can be said of every reply that failed, where more cannot be read. */
function errorOf(value: unknown): AppError {
  const parsed = appError.safeParse(fromJson(value))
  return parsed.success ? parsed.data : { code: 'generation.failed' }
}

/** Null when the row does not hold what a conversation needs. */
export function conversationOf(row: Row): Conversation | null {
  const { choice, ...fields } = makePlain({ ...row })
  const parsed = salvagedConversation.safeParse(fields)
  const chosen = typeof choice === 'string' ? storedChoice.safeParse(fromJson(choice)).data : undefined
  return parsed.success ? { ...parsed.data, ...(chosen && { choice: chosen }) } : null
}

/** The text of a row with one column `text`. */
export const textOf = (row: Row): string => z.string().parse(plain(row.text))
