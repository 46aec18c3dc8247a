import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Conversation } from '../../../shared/domain/conversation'
import type { AssistantMessage, GenerationStats, MessageStatus, UserMessage } from '../../../shared/domain/message'

// What schema version 1 left in fixtures/, and what its store read from it.

interface ErrorOfVersion1 {
  code: string
  message: string
  detail?: string
}
type StatusOfVersion1 = Exclude<MessageStatus, { kind: 'failed' }> | { kind: 'failed'; error: ErrorOfVersion1 }
type ReplyOfVersion1 = Omit<AssistantMessage, 'status' | 'stats' | 'thought' | 'parts'> & {
  status: StatusOfVersion1
  stats: (GenerationStats & { seed: number }) | null
  modelName: string | null
}

export interface StoredByVersion1 {
  conversations: Conversation[]
  messages: Record<string, (UserMessage | ReplyOfVersion1)[]>
  /** By conversation; `new` is the draft of the next one. */
  drafts: Record<string, string>
  /** Ids of replies. */
  unfinished: string[]
}

export type FixtureName = 'version1' | 'version1-crashed'
const fixtures = join(import.meta.dirname, 'fixtures')

export const copyFixture = (name: FixtureName, folder: string): void => cpSync(join(fixtures, name), folder, { recursive: true })

export const storedByVersion1 = (name: FixtureName): StoredByVersion1 =>
  (JSON.parse(readFileSync(join(fixtures, 'version1.json'), 'utf8')) as Record<FixtureName, StoredByVersion1>)[name]
