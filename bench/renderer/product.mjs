// Hearth itself, in its own window, on a folder with chats that are made for a benchmark.
import { _electron } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { canSandbox } from '../../scripts/sandbox.mjs'
import { root } from '../places.mjs'
import { productModules } from '../productModules.mjs'
import { metricsOf } from './comparisonWindow.mjs'

const EVENTS = 'app:event' // EVENT_CHANNEL of src/shared/contract/bridge.ts
const STATS = { tokens: 64, tokensPerSecond: 41.7, timeToFirstTokenMs: 180, promptEvaluated: 40, promptReused: 0 }
const PART = {
  modelName: 'Qwen2.5 Coder 0.5B Instruct',
  seed: 7,
  settings: null,
  from: 0,
  thoughtFrom: 0,
  repeatsFrom: null,
  presetId: 'recommended',
  systemTextId: '0123456789abcdef0123456789abcdef'
}

/**
 * A data folder with these chats, saved by the product's own store; the first is the newest.
 * @param {Record<string, string[]>} chats by title: messages in turn, the person's first
 * @returns {Promise<{dataDir: string, chats: Record<string, {conversationId: string, lastId: string}>}>}
 */
export async function folderWith(chats) {
  const { openConversationStore, createUuidv7 } = await productModules({
    store: path.join(root, 'src/main/storage/sqliteConversationStore.ts'),
    ids: path.join(root, 'src/main/core/uuidv7.ts')
  })
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  const workerUrl = pathToFileURL(path.join(root, 'out', 'main', 'storageWorker.js'))
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const { store } = await openConversationStore({ folder: dataDir, workerUrl, log })
  const saved = {}
  for (const [place, [title, texts]] of Object.entries(chats).entries()) {
    const createdAt = Date.now() - (place + 1) * 60_000
    const newId = createUuidv7(() => createdAt)
    const conversationId = newId()
    const messages = []
    for (const text of texts)
      messages.push(messageOf({ id: newId(), conversationId, createdAt, parentId: messages.at(-1)?.id ?? null, text }, messages.length))
    const lastId = messages.at(-1).id
    await store.save({ id: conversationId, title, createdAt, updatedAt: createdAt, activeLeafId: lastId }, messages)
    saved[title] = { conversationId, lastId }
  }
  await store.close()
  return { dataDir, chats: saved }
}

function messageOf(base, place) {
  if (place % 2 === 0) return { ...base, role: 'user' }
  return {
    ...base,
    role: 'assistant',
    status: { kind: 'complete', reason: 'finished' },
    thought: null,
    stats: STATS,
    parts: [PART],
    contextStartId: null
  }
}

/** Starts Hearth with the scripted engine: nothing else computes while the window is measured. */
export async function openProduct(dataDir) {
  const app = await _electron.launch({
    args: ['.', `--data-dir=${dataDir}`],
    cwd: root,
    chromiumSandbox: canSandbox(),
    colorScheme: null,
    env: { ...process.env, HEARTH_ENGINE: 'fake' }
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(120_000)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  return { app, page, metrics: await metricsOf(page), close: () => app.close() }
}

/** The button of a chat in the list. */
export const chatButton = (page, title) => page.locator('.item-title').getByText(title, { exact: true })

/** Opens a chat by its title and waits until its last message is there. */
export async function openChat({ page }, title, { lastId }) {
  await chatButton(page, title).click()
  await page.locator(`[data-message-id="${lastId}"]`).waitFor()
}

/**
 * Lets main send a reply to the window as it sends those of an engine: `chunks` of text, one every `gap` ms. Resolves when the last is sent.
 * With `endsWith` the reply ends and has that text.
 */
export function sendReply({ app }, { conversationId, lastId: messageId }, chunks, gap) {
  return app.evaluate(
    ({ BrowserWindow }, { channel, place, chunks, gap }) =>
      new Promise((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]
        let sequence = 0
        const send = (event) =>
          webContents.send(channel, [{ name: 'generation.event', payload: { ...place, sequence: ++sequence, event } }])
        send({ kind: 'phase', phase: { kind: 'writing', tokens: 0, tokensPerSecond: null } })
        const begun = Date.now()
        const next = () => {
          const due = Math.min(chunks.length, Math.floor((Date.now() - begun) / gap) + 1)
          while (sequence - 1 < due) send({ kind: 'delta', text: chunks[sequence - 1] })
          if (sequence - 1 >= chunks.length) resolve()
          else setTimeout(next, Math.max(1, begun + (sequence - 1) * gap - Date.now()))
        }
        next()
      }),
    { channel: EVENTS, place: { generationId: randomUUID(), conversationId, messageId }, chunks, gap }
  )
}

/** Tokens as the engine's process sends them at so many a second. */
export function chunksAt(tokens, { rate, gap }) {
  const size = (rate * gap) / 1000
  const count = Math.ceil(tokens.length / size)
  return Array.from({ length: count }, (_, place) => tokens.slice(Math.round(place * size), Math.round((place + 1) * size)).join(''))
}
