import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../shared/domain/conversation'
import type { AssistantMessage, Message } from '../../shared/domain/message'
import { listAll } from './testing/listAll'
import { storeFolder } from './testing/storeFolder'

interface Stored {
  conversations: Conversation[]
  messages: Record<string, Message[]>
  drafts: Record<string, string>
  unfinished: AssistantMessage['id'][]
}

const fixtures = join(import.meta.dirname, 'testing/fixtures')
const folder = storeFolder()

describe.each(['version1', 'version1-crashed'])('a database as %s left it', (name) => {
  it('opens with every chat, every text, every status and every draft', async () => {
    const stored = (JSON.parse(await readFile(join(fixtures, 'version1.json'), 'utf8')) as Record<string, Stored>)[name]
    await cp(join(fixtures, name), folder.path, { recursive: true })
    const { setAside } = await folder.within(async (store, index) => {
      expect(await listAll(index)).toEqual(stored?.conversations)
      for (const [id, messages] of Object.entries(stored?.messages ?? {})) {
        expect((await store.readConversation(id))?.messages).toEqual(messages)
      }
      for (const [key, draft] of Object.entries(stored?.drafts ?? {})) expect(await store.readDraft(key === 'new' ? null : key)).toBe(draft)
      expect((await store.listUnfinished()).map(({ id }) => id)).toEqual(stored?.unfinished)
    })
    expect(setAside).toBeNull()
    expect(folder.warnings).toEqual([])
  })
})
