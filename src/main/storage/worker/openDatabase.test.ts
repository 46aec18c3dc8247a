import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sampleConversation, sampleQuestion, sampleReply } from '../testing/samples'
import { conversationDatabase } from './conversationDatabase'
import { openDatabase } from './openDatabase'
import { SCHEMA_VERSION } from './schema'

// In this thread, to look at what no store shows.
const silent = { warn: () => {} }
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-open-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('an open database', () => {
  it('has the settings that keep it safe', () => {
    const { database } = openDatabase(folder, silent)
    const read = (pragma: string): unknown => Object.values(database.prepare(`PRAGMA ${pragma}`).get() as Record<string, unknown>)[0]
    expect(
      Object.fromEntries(
        ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'secure_delete', 'locking_mode'].map((name) => [name, read(name)])
      )
    ).toEqual({
      journal_mode: 'wal',
      synchronous: 1,
      foreign_keys: 1,
      trusted_schema: 0,
      secure_delete: 1,
      locking_mode: 'exclusive'
    })
    expect([read('busy_timeout'), read('user_version')]).toEqual([3000, SCHEMA_VERSION])
    database.close()
  })

  it('lets go of the file even when the log cannot be written out', () => {
    const { database } = openDatabase(folder, silent)
    const operations = conversationDatabase(database, silent)
    vi.spyOn(database, 'exec').mockImplementation(() => {
      throw new Error('disk I/O error')
    })
    expect(() => operations.close()).toThrow('disk I/O error')
    expect(database.isOpen).toBe(false)
  })

  it('waits for the disk when a finished reply is saved, and only then', () => {
    const { database } = openDatabase(folder, silent)
    const operations = conversationDatabase(database, silent)
    const conversation = sampleConversation(1)
    const question = sampleQuestion(2, conversation)
    const exec = vi.spyOn(database, 'exec')
    operations.save(conversation, [question, sampleReply(3, conversation, question.id)])
    expect(exec.mock.calls.flat()).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    exec.mockClear()
    operations.saveReply({ ...sampleReply(3, conversation, question.id), status: { kind: 'streaming' } })
    expect(exec.mock.calls.flat()).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    exec.mockClear()
    operations.saveReply(sampleReply(3, conversation, question.id))
    expect(() => operations.saveReply(sampleReply(3, conversation, sampleReply(9, conversation, '').id))).toThrow()
    const durable = ['PRAGMA synchronous = FULL', 'BEGIN IMMEDIATE', 'COMMIT']
    expect(exec.mock.calls.flat()).toEqual([
      ...durable,
      'PRAGMA synchronous = NORMAL',
      ...durable,
      'ROLLBACK',
      'PRAGMA synchronous = NORMAL'
    ])
    operations.close()
  })

  it('keeps nothing of what was removed for good', () => {
    const { database } = openDatabase(folder, silent)
    const operations = conversationDatabase(database, silent)
    const conversation = sampleConversation(1, { title: 'A secret title' })
    operations.save(conversation, [sampleQuestion(2, conversation, null, 'A secret question '.repeat(500))])
    operations.saveDraft(conversation.id, 'A secret draft')
    operations.setDeleted(conversation.id, 1)
    operations.purgeDeleted(2)
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain('secret')
    operations.close()
  })
})
