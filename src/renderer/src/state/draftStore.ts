import type { ConversationId } from '../../../shared/domain/ids'
import { call } from '../bridge'

/** Null is the next new chat. */
export type DraftKey = ConversationId | null

const AFTER_THE_LAST_KEY = 300
/** What the contract carries; a longer text stays in the composer and is refused when it is sent. */
export const LONGEST_TEXT = 1_000_000

const drafts = new Map<DraftKey, string>()
const unsaved = new Set<DraftKey>()
const listeners = new Set<() => void>()
let timer: number | null = null

/** What is written in the composer of each conversation and not sent. Saved 300 ms after the last key and whenever it is left. */
export const draftStore = {
  read: (key: DraftKey): string => drafts.get(key) ?? '',

  /** Whether this window has read or written the draft. */
  isKnown: (key: DraftKey): boolean => drafts.has(key),

  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  /** The person typed. */
  edit(key: DraftKey, text: string): void {
    set(key, text)
    if (timer !== null) window.clearTimeout(timer)
    timer = window.setTimeout(() => void draftStore.save(), AFTER_THE_LAST_KEY)
  },

  /** What was sent leaves the draft; what was typed since stays, in `movedTo` when the message began a new conversation. */
  settle(key: DraftKey, sent: string, movedTo: DraftKey): void {
    const now = draftStore.read(key)
    const rest = now.startsWith(sent) ? now.slice(sent.length) : now
    if (movedTo !== key) set(key, '')
    set(movedTo, rest)
    void draftStore.save()
  },

  /** Puts in a text that was not typed, below what is written there already. */
  insert(key: DraftKey, text: string): void {
    const now = draftStore.read(key)
    set(key, /\S/.test(now) ? `${now}\n\n${text}` : text)
    void draftStore.save()
  },

  /** What main has saved. What is known here is at least as new, so it stays. */
  adopt(key: DraftKey, text: string): void {
    if (drafts.has(key)) return
    drafts.set(key, text)
    tell()
  },

  /** Saves what is not saved yet. Resolves when main has answered. */
  async save(): Promise<void> {
    if (timer !== null) window.clearTimeout(timer)
    timer = null
    const keys = [...unsaved]
    unsaved.clear()
    await Promise.all(keys.map(saveOne))
  },

  reset(): void {
    if (timer !== null) window.clearTimeout(timer)
    timer = null
    drafts.clear()
    unsaved.clear()
  }
}

function set(key: DraftKey, text: string): void {
  if (draftStore.read(key) === text) return
  drafts.set(key, text)
  unsaved.add(key)
  tell()
}

async function saveOne(key: DraftKey): Promise<void> {
  const text = draftStore.read(key)
  if (text.length > LONGEST_TEXT) return
  const result = await call('conversation.saveDraft', { conversationId: key, text })
  // Kept for the next save: a full disk is told where something is sent, not at every key.
  if (!result.ok && result.error.code !== 'request.unknown') unsaved.add(key)
}

function tell(): void {
  listeners.forEach((listener) => listener())
}
