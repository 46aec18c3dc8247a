import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tinyModelFile } from '../../scripts/setup/tinyModel.mjs'
import { writeScriptedModel, type ScriptOptions } from '../../src/engine/scriptedModel/scriptedModel'
import type { AppState } from '../../src/main/core/settings/appStateStore'
import type { Preferences } from '../../src/main/core/settings/preferencesStore'
import { createUuidv7 } from '../../src/main/core/uuidv7'
import { openConversationStore } from '../../src/main/storage/sqliteConversationStore'
import type { Conversation } from '../../src/shared/domain/conversation'
import type { AssistantMessage, GenerationStats, Message, ReplyPart } from '../../src/shared/domain/message'
import { root } from './hearth'
import { addModel, starter } from './models'

// What a data folder holds before Hearth is started on it.

export function writeSettings(dataDir: string, preferences: Partial<Preferences>): void {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 2, ...preferences }))
}

export function writeState(dataDir: string, state: Partial<AppState>): void {
  writeFileSync(join(dataDir, 'state.json'), JSON.stringify({ version: 1, ...state }))
}

/** A model that replies to everything with `text` is the one that was used last. */
export function loadScript(dataDir: string, text: string, options?: ScriptOptions): void {
  addModel(dataDir, 'scripted.gguf', (path) => writeScriptedModel(path, text, options))
  writeSettings(dataDir, { modelId: 'folder:scripted.gguf' })
}

/** The tiny model is the one that was used last: for what needs a real model, whichever it is. Its name is `tiny`. */
export function loadTiny(dataDir: string): void {
  addModel(dataDir, 'tiny.gguf', (path) => symlinkSync(tinyModelFile(root), path))
  writeSettings(dataDir, { modelId: 'folder:tiny.gguf' })
}

/** A saved chat: messages in turn, the person's first. `ago`: milliseconds since its last message. */
export interface SavedChat {
  title: string
  ago: number
  messages: readonly (string | Partial<AssistantMessage>)[]
  /** The place of the message where the last reply's reading began; the whole chat when left out. */
  readFrom?: number
}

export const minute = 60_000
export const day = 24 * 60 * minute

export const samplePart = (more: Partial<ReplyPart> = {}): ReplyPart => ({
  modelName: starter.name,
  seed: 7,
  settings: null,
  from: 0,
  thoughtFrom: 0,
  repeatsFrom: null,
  ...more
})

const stats: GenerationStats = { tokens: 64, tokensPerSecond: 41.7, timeToFirstTokenMs: 180, promptEvaluated: 40, promptReused: 0 }

/** Saves these chats with the product's own store and returns the ids of their conversations. */
export async function saveChats(dataDir: string, chats: readonly SavedChat[]): Promise<string[]> {
  const workerUrl = pathToFileURL(join(root, 'out', 'main', 'storageWorker.js'))
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const { store } = await openConversationStore({ folder: dataDir, workerUrl, log })
  const ids: string[] = []
  for (const chat of chats) {
    const { conversation, messages } = chatOf(chat)
    await store.save(conversation, messages)
    ids.push(conversation.id)
  }
  await store.close()
  return ids
}

function chatOf({ title, ago, messages, readFrom }: SavedChat): { conversation: Conversation; messages: Message[] } {
  const createdAt = Date.now() - ago
  const newId = createUuidv7(() => createdAt)
  const conversationId = newId()
  const saved = messages.reduce<Message[]>((before, content, place) => {
    const base = { id: newId(), conversationId, createdAt }
    const parentId = before.at(-1)?.id ?? null
    if (place % 2 === 1) return [...before, { ...reply(content), ...base, parentId: parentId ?? '' }]
    return [...before, { ...base, role: 'user', parentId, text: typeof content === 'string' ? content : (content.text ?? '') }]
  }, [])
  const last = saved.at(-1)
  if (last?.role === 'assistant' && readFrom !== undefined) last.contextStartId = saved[readFrom]?.id ?? null
  const conversation = { id: conversationId, title, createdAt, updatedAt: createdAt, activeLeafId: saved.at(-1)?.id ?? null }
  return { conversation, messages: saved }
}

function reply(content: string | Partial<AssistantMessage>): Omit<AssistantMessage, 'id' | 'conversationId' | 'createdAt' | 'parentId'> {
  const own = typeof content === 'string' ? { text: content } : content
  const status = { kind: 'complete', reason: 'finished' } as const
  return { role: 'assistant', text: '', status, thought: null, stats, parts: [samplePart()], contextStartId: null, ...own }
}
