import { DatabaseSync } from '@photostructure/sqlite'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleConversation, sampleId, sampleQuestion, sampleReply } from '../testing/samples'
import { copyFixture } from '../testing/version1Folder'
import { conversationDatabase } from './conversationDatabase'
import { translateDriverError } from './driverError'
import { examineDatabase } from './examineDatabase'
import { openDatabase } from './openDatabase'
import { readColumn } from './readColumn'
import { migrate, migrations, SCHEMA_VERSION } from './schema'
import { statementTexts } from './statements'

// In this thread, to look at what no store shows.
const silent = { warn: () => {} }
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-schema-'))))
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => join(folder, 'conversations.db')
const open = () => openDatabase(folder, silent).database

describe('a migration', () => {
  it('that fails leaves the file as it was, byte for byte, and can be tried again', () => {
    copyFixture('version1', folder)
    const bytes = readFileSync(file())
    const database = new DatabaseSync(file())
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA cache_size = 1')
    const failing = () => {
      throw new Error('A fault')
    }
    expect(() => migrate(database, 1, [...migrations, failing])).toThrow('A fault')
    database.close()
    expect(readFileSync(file())).toEqual(bytes)
    expect(examineDatabase(file(), true)).toEqual({ kind: 'sound', version: 1 })
    open().close()
    expect(examineDatabase(file(), true)).toEqual({ kind: 'sound', version: SCHEMA_VERSION })
  })

  it('that finds the disk full is told as such, and can be tried again', () => {
    copyFixture('version1', folder)
    const database = new DatabaseSync(file())
    database.exec('PRAGMA max_page_count = 1') // no page more than there are
    const thrown = ((): unknown => {
      try {
        return migrate(database, 1)
      } catch (failure) {
        return translateDriverError(failure)
      } finally {
        database.close()
      }
    })()
    expect(thrown).toMatchObject({ name: 'StorageFailure', code: 'diskFull' })
    const opened = openDatabase(folder, silent)
    expect(opened.setAside).toBeNull()
    opened.database.close()
  })

  it('makes the same tables as a fresh database has', () => {
    const schemaOf = (database: InstanceType<typeof DatabaseSync>) => readColumn(database, 'sql', 'sqlite_schema ORDER BY name')
    copyFixture('version1', folder)
    const migrated = open()
    const fresh = new DatabaseSync(':memory:')
    migrate(fresh, 0)
    expect(schemaOf(migrated)).toEqual(schemaOf(fresh))
    migrated.close()
    fresh.close()
  })

  it('keeps a status that could not be read, beside its message', () => {
    copyFixture('version1', folder)
    const database = new DatabaseSync(file())
    const statuses = ['{"kind":', '', 'null', '[]', '{"kind":"unheard of"}']
    for (const [n, status] of statuses.entries()) {
      database.exec(`UPDATE messages SET status = '${status}' WHERE id = '${sampleId(1001 + n)}'`)
    }
    database.close()
    const migrated = open()
    const found = readColumn(
      migrated,
      "status_kind || ' ' || coalesce(error, '')",
      `messages WHERE id BETWEEN '${sampleId(1001)}' AND '${sampleId(1005)}'`
    )
    expect(found).toEqual([...statuses.slice(0, 4).map((status) => `unreadable ${status}`), 'unheard of '])
    migrated.close()
  })
})

describe('the tokens of a reply', () => {
  const conversation = sampleConversation(1)
  const question = sampleQuestion(10, conversation)
  const replies = [11, 12].map((n) => sampleReply(n, conversation, question.id))

  function setUp() {
    const database = open()
    const operations = conversationDatabase(database, silent)
    operations.save(conversation, [question, ...replies])
    database.exec(
      "INSERT INTO reply_tokens SELECT position, 0, 5, CAST('a secret token' AS BLOB), 0.5, NULL FROM messages WHERE role = 'assistant'"
    )
    return { database, operations, count: () => readColumn(database, 'message_position', 'reply_tokens').length }
  }

  it('stay when the reply is saved again', () => {
    const { database, operations, count } = setUp()
    for (const reply of replies) operations.saveReply({ ...reply, text: 'Longer' })
    operations.save(conversation, replies)
    expect(count()).toBe(2)
    database.close()
  })

  it('go with the reply when it is removed', () => {
    const { database, operations, count } = setUp()
    operations.removeMessages(conversation, [sampleId(11)])
    expect(count()).toBe(1)
    operations.removeMessages(conversation, [question.id])
    expect(count()).toBe(0)
    database.close()
  })

  it('go for good with a conversation that is deleted for good', () => {
    const { database, operations, count } = setUp()
    operations.setDeleted(conversation.id, 1)
    expect(count()).toBe(2)
    operations.purgeDeleted(2)
    expect(count()).toBe(0)
    operations.close()
    expect(database.isOpen).toBe(false)
    expect(readFileSync(file(), 'latin1')).not.toContain('a secret token')
  })
})

it.each([
  ['list', 'listed_conversations'],
  ['listUnfinished', 'unfinished_messages']
] as const)('%s reads no more rows than it returns', (statement, index) => {
  const database = open()
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${statementTexts[statement]}`).all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail).join()).toContain(index)
  expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
  database.close()
})
