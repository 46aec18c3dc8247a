import type { ConversationId } from '../../../shared/domain/ids'
import type { ReadingPlace } from '../../../shared/domain/readingPlace'
import { call } from '../bridge'

const AFTER_THE_LAST_MOVE = 300 // ms

/** Null: the end. */
const places = new Map<ConversationId, ReadingPlace | null>()
const unsaved = new Set<ConversationId>()
let timer: number | null = null

/** Where the person reads in each conversation. Saved 300 ms after the last move and when Hearth is closed. */
export const placeStore = {
  read: (id: ConversationId): ReadingPlace | null => places.get(id) ?? null,

  /** The person moved, or the conversation was left where it is. */
  keep(id: ConversationId, place: ReadingPlace | null): void {
    if (isSame(placeStore.read(id), place)) return
    places.set(id, place)
    unsaved.add(id)
    if (timer !== null) window.clearTimeout(timer)
    timer = window.setTimeout(() => void placeStore.save(), AFTER_THE_LAST_MOVE)
  },

  /** What main has saved. What is known here is at least as new, so it stays. */
  adopt(id: ConversationId, place: ReadingPlace | null): void {
    if (!places.has(id)) places.set(id, place)
  },

  /** Resolves when main has answered. A place that could not be saved is not worth a word: it is only lost at the next start. */
  async save(): Promise<void> {
    if (timer !== null) window.clearTimeout(timer)
    timer = null
    const ids = [...unsaved]
    unsaved.clear()
    await Promise.all(
      ids.map((conversationId) => call('conversation.savePlace', { conversationId, place: placeStore.read(conversationId) }))
    )
  },

  reset(): void {
    if (timer !== null) window.clearTimeout(timer)
    timer = null
    places.clear()
    unsaved.clear()
  }
}

const isSame = (one: ReadingPlace | null, other: ReadingPlace | null): boolean =>
  one?.messageId === other?.messageId && one?.offset === other?.offset
