import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/message'
import { errorWords } from '../../shared/i18n/errorWords'
import { listAll } from './testing/listAll'
import { sampleConversation, sampleId, samplePart, sampleReply } from './testing/samples'
import { storeFolder } from './testing/storeFolder'
import { copyFixture, storedByVersion1, type FixtureName, type StoredByVersion1 } from './testing/version1Folder'

const folder = storeFolder()

type MessageOfVersion1 = StoredByVersion1['messages'][string][number]

/** A message with the words that a person reads about its failure, in place of the error; without advice, where version 1 gave none. */
function asRead(message: Message, before: MessageOfVersion1 | undefined) {
  if (message.role === 'user' || message.status.kind !== 'failed') return message
  const words = errorWords(message.status.error)
  const hadAdvice = before?.role === 'assistant' && before.status.kind === 'failed' && before.status.error.detail !== undefined
  return { ...message, status: { kind: 'failed', error: hadAdvice ? words : { message: words.message } } }
}

/** The same of version 1. Words that it never had come from its code alone. What it kept once for a reply is that of its one part. */
function asWritten(message: MessageOfVersion1) {
  if (message.role === 'user') return message
  const { modelName, stats: before, ...reply } = message
  const { seed = null, ...stats } = before ?? {}
  const parts = modelName === null ? [] : [samplePart({ modelName, seed })]
  const now = { ...reply, thought: null, stats: before && stats, parts }
  if (message.status.kind !== 'failed') return now
  const { code, message: sentence, detail } = message.status.error
  const error = code === 'request.untrusted' ? errorWords({ code }) : { message: sentence, ...(detail !== undefined && { detail }) }
  return { ...now, status: { kind: 'failed', error } }
}

describe.each<FixtureName>(['version1', 'version1-crashed'])('a database as %s left it', (name) => {
  const { conversations, messages, drafts, unfinished } = storedByVersion1(name)

  it('opens with every chat, every text, every status and every draft', async () => {
    copyFixture(name, folder.path)
    const { setAside } = await folder.within(async (store, index) => {
      expect(await listAll(index)).toEqual(conversations)
      for (const [id, expected] of Object.entries(messages)) {
        const read = (await store.readConversation(id))?.messages ?? []
        expect(read.map((message, at) => asRead(message, expected[at]))).toEqual(expected.map(asWritten))
      }
      for (const [key, draft] of Object.entries(drafts)) expect(await store.readDraft(key === 'new' ? null : key)).toBe(draft)
      expect((await store.listUnfinished()).map(({ id }) => id)).toEqual(unfinished)
    })
    expect(setAside).toBeNull()
    expect(folder.warnings).toEqual([])
  })

  it('can be written to and opened again', async () => {
    copyFixture(name, folder.path)
    const changed = {
      ...sampleReply(1001, sampleConversation(1), sampleId(1000)),
      text: 'Written later',
      parts: [samplePart({ modelName: 'Other' })]
    }
    await folder.within((store) => store.saveReply(changed))
    const { value } = await folder.within((store) => store.readConversation(sampleId(1)))
    expect(value?.messages).toContainEqual(changed)
  })
})

describe('kill -9 in the middle of the migration', () => {
  it('leaves the file as it was, and the next start opens it with every chat', async () => {
    copyFixture('version1', folder.path)
    const bytes = await readFile(folder.file())
    const migrating = spawn(process.execPath, [folder.built.killedMigration, folder.file()], { stdio: 'inherit' })
    expect(await once(migrating, 'exit')).toEqual([null, 'SIGKILL'])
    expect(await readFile(folder.file())).toEqual(bytes)
    expect((await stat(folder.file('conversations.db-wal'))).size).toBeGreaterThan(0)
    const { value, setAside } = await folder.within((_, index) => listAll(index))
    expect(value).toEqual(storedByVersion1('version1').conversations)
    expect(setAside).toBeNull()
  })
})
