import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import { hasEnded } from '../../../shared/domain/hasEnded'
import type { Message } from '../../../shared/domain/message'
import type { Log } from '../../core/errors/log'
import { cursorAfter, readCursor } from '../listCursor'
import type { DatabaseOperations } from './protocol'
import { conversationOf, messageOf, textOf, toBytes } from './rows'
import { prepareStatements, type Statements } from './statements'

type Row = Record<string, unknown>
const NEW_CHAT = 'new'
/** Above every row of the list: SQLite sorts every text before every blob. */
const ABOVE_ALL = { updatedAt: 2n ** 63n - 1n, id: new Uint8Array() }

/** The operations of the store on an open database of the current version. Each is one transaction and throws what the driver throws. */
export function conversationDatabase(database: DatabaseSyncInstance, log: Pick<Log, 'warn'>): DatabaseOperations {
  const statements = prepareStatements(database)

  function allOrNothing(work: () => void): void {
    database.exec('BEGIN IMMEDIATE')
    try {
      work()
      database.exec('COMMIT')
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK') // after some failures SQLite has rolled back by itself
      throw thrown
    }
  }

  /** The rows that can be read; the others are left out, and their number is logged. */
  function readable<R, T>(what: string, rows: readonly R[], parse: (row: R) => T | null): T[] {
    const parsed = rows.map(parse).filter((each) => each !== null)
    if (parsed.length < rows.length)
      log.warn(`${rows.length - parsed.length} of ${rows.length} ${what} could not be read and were left out`)
    return parsed
  }

  function readConversation(id: ConversationId): { conversation: Conversation; messages: Message[] } | null {
    const [conversation] = readable('conversations', statements.readConversation.all(id) as Row[], conversationOf)
    if (!conversation) return null
    const messages = readable('messages', statements.readMessages.all(id) as unknown[][], messageOf)
    const last = messages.at(-1)
    if (!last || messages.some((message) => message.id === conversation.activeLeafId)) return { conversation, messages }
    log.warn('The shown branch of a conversation cannot be read; its newest message is shown instead')
    return { conversation: { ...conversation, activeLeafId: last.id }, messages }
  }

  return {
    readConversation,
    readMessages: (id, ids) => {
      const rows = statements.readSomeMessages.all({ conversationId: id, ids: JSON.stringify(ids) }) as unknown[][]
      const messages = rows.map(messageOf).filter((message) => message !== null)
      return messages.length === rows.length ? messages : null
    },
    countMessages: (id) => Number((statements.countMessages.get(id) as Row).count),
    readHead: (id) => readable('conversations', statements.readConversation.all(id) as Row[], conversationOf)[0] ?? null,
    readEnded: (id) => {
      const found = readConversation(id)
      return found && found.messages.every(hasEnded)
        ? { conversation: found.conversation, messagesJson: JSON.stringify(found.messages) }
        : null
    },
    save: (conversation, messages) =>
      allOrNothing(() => {
        putConversation(statements, conversation)
        for (const message of messages) putMessage(statements, conversation.id, message)
      }),
    saveReplyText: (id, text, thought) =>
      void statements.replaceText.run({ id, text: toBytes(text), thoughts: thought && JSON.stringify(thought) }),
    saveReply: (message, texts = []) => {
      const { conversationId } = message
      const replace = (): void =>
        allOrNothing(() => {
          if (ownerOf(statements, message) === null) return
          for (const { id, text } of texts) statements.putText.run({ conversationId, id, text: toBytes(text) })
          putMessage(statements, conversationId, message)
        })
      if (!hasEnded(message)) return replace()
      database.exec('PRAGMA synchronous = FULL')
      try {
        replace()
      } finally {
        database.exec('PRAGMA synchronous = NORMAL')
      }
    },
    removeMessages: (conversation, ids, moved = []) =>
      allOrNothing(() => {
        putConversation(statements, conversation)
        for (const message of moved) putMessage(statements, conversation.id, message)
        statements.removeMessages.run({ conversationId: conversation.id, ids: JSON.stringify(ids) })
      }),
    list: ({ before, limit }) => {
      const place = before === null ? ABOVE_ALL : readCursor(before)
      const rows = statements.list.all({ ...place, limit: limit + 1 }) as Row[] // one more tells whether there is another page
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        conversations: readable('conversations', page, conversationOf),
        next: last ? cursorAfter({ updatedAt: last.updatedAt as bigint, id: String(last.id) }) : null
      }
    },
    setDeleted: (id, at) => void statements.setDeleted.run({ id, at }),
    purgeDeleted: (time) => {
      allOrNothing(() => {
        statements.purgeDrafts.run({ time })
        statements.purgeTexts.run({ time })
        statements.purgeMessages.run({ time })
        statements.purgeConversations.run({ time })
      })
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)') // the log still holds what was removed
    },
    listUnfinished: () =>
      readable('messages', statements.listUnfinished.all() as unknown[][], messageOf).filter((message) => message.role === 'assistant'),
    readText: (conversationId, id) => {
      const row = statements.readText.get({ conversationId, id }) as Row | undefined
      return row ? textOf(row) : null
    },
    readDraft: (id) => {
      const row = statements.readDraft.get(id ?? NEW_CHAT) as Row | undefined
      return row ? textOf(row) : ''
    },
    saveDraft: (id, text) => {
      const key = id ?? NEW_CHAT
      if (text === '') statements.removeDraft.run(key)
      else statements.putDraft.run({ key, newChat: NEW_CHAT, text: toBytes(text) })
    },
    close: () => {
      try {
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } finally {
        database.close()
      }
    }
  }
}

function putConversation(statements: Statements, { id, title, createdAt, updatedAt, activeLeafId, choice }: Conversation): void {
  // JSON has no NUL character, which the driver would cut a text off at.
  const json = choice === undefined ? null : JSON.stringify(choice)
  statements.putConversation.run({ id, title: toBytes(title), createdAt, updatedAt, activeLeafId, choice: json })
}

function putMessage(statements: Statements, conversationId: ConversationId, message: Message): void {
  const owner = ownerOf(statements, message)
  if (message.conversationId !== conversationId || (owner ?? conversationId) !== conversationId) {
    throw new Error('A message belongs to another conversation')
  }
  const statement = owner === null ? statements.addMessage : statements.replaceMessage
  statement.run(messageValues(message))
}

/** The conversation that has a message with this id; null when there is none. */
function ownerOf(statements: Statements, { id }: Message): unknown {
  const row = statements.ownerOfMessage.get(id) as Row | undefined
  return row?.conversationId ?? null
}

function messageValues(message: Message): Record<string, string | number | null | Uint8Array> {
  const { id, conversationId, parentId, role, createdAt } = message
  const common = { id, conversationId, parentId, role, createdAt, text: toBytes(message.text) }
  if (message.role === 'user') return { ...common, ...NO_REPLY }
  const { status, thought, stats, parts, contextStartId } = message
  return {
    ...common,
    statusKind: status.kind,
    endReason: status.kind === 'complete' ? status.reason : null,
    error: status.kind === 'failed' ? JSON.stringify(status.error) : null,
    thoughts: thought && JSON.stringify(thought),
    stats: stats && JSON.stringify(stats),
    parts: JSON.stringify(parts),
    contextStartId
  }
}

const NO_REPLY = {
  statusKind: null,
  endReason: null,
  error: null,
  thoughts: null,
  stats: null,
  parts: null,
  contextStartId: null
}
