import { DatabaseSync } from '@photostructure/sqlite'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptText } from '../../core/conversations/keptText'
import { sampleConversation, sampleId, sampleQuestion, sampleReply } from '../testing/samples'
import { conversationDatabase } from './conversationDatabase'
import { openDatabase } from './openDatabase'
import { readColumn } from './readColumn'
import { salvageDatabase } from './salvageDatabase'
import { SCHEMA_VERSION } from './schema'

const PAGE = 4096 // bytes
const silent = { warn: () => {} }
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-salvage-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const conversation = sampleConversation(1, { activeLeafId: sampleId(11) })
const question = sampleQuestion(10, conversation)
const reply = sampleReply(11, conversation, question.id)
const texts = Array.from({ length: 12 }, (_, n) => keptText(`${n} ${'x'.repeat(1_000)}`))

it('what was kept with replies is copied too, and a damaged page of it costs its own texts alone', () => {
  const store = conversationDatabase(openDatabase(folder, silent).database, silent)
  store.save(conversation, [question, reply])
  store.saveReply(reply, texts)
  store.close()
  const bytes = readFileSync(join(folder, 'conversations.db'))
  writeFileSync(join(folder, 'whole.db'), bytes)
  const database = new DatabaseSync(join(folder, 'whole.db'))
  const leaves = readColumn(database, 'pageno', `dbstat WHERE name = 'texts' AND pagetype = 'leaf'`).map(Number)
  database.close()
  expect(leaves.length).toBeGreaterThan(2)
  for (const page of [leaves[1] ?? 0, leaves.at(-1) ?? 0]) {
    const damaged = Buffer.from(bytes).fill(0xa5, (page - 1) * PAGE, page * PAGE)
    writeFileSync(join(folder, 'damaged.db'), damaged)
    salvageDatabase(join(folder, 'damaged.db'), join(folder, 'copy.db'), SCHEMA_VERSION)
    const copy = conversationDatabase(new DatabaseSync(join(folder, 'copy.db')), silent)
    expect(copy.readConversation(conversation.id)).toEqual({ conversation, messages: [question, reply] })
    const read = texts.map(({ id }) => copy.readText(conversation.id, id))
    copy.close()
    expect(read.every((text, place) => text === null || text === texts[place]?.text)).toBe(true)
    const kept = read.filter((text) => text !== null).length
    // Without its last page a table has no end that could be looked for.
    if (page === leaves.at(-1)) expect(kept).toBe(0)
    else expect(kept).toBeGreaterThan(5)
    expect(kept).toBeLessThan(texts.length)
  }
})
