import * as z from 'zod'
import { conversationId, modelId } from '../../../shared/domain/ids'
import { storedChoice } from '../../../shared/contract/storedChoice'
import { readingPlace } from '../../../shared/domain/readingPlace'
import type { KeyedStore } from './keyedStore'

const place = z.number().int().min(-100_000).max(100_000)
const side = z.number().int().min(1).max(16_384) // no graphics driver has larger textures, and so no window is larger

const MAX_FORMATS = 500
const MAX_PLACES = 300

/** How the window was left, and what need not be said again; no choice of the person. A field that cannot be read falls back to its default, alone. */
export const appState = z.object({
  /** The conversation that the window showed; null: the empty page. */
  openConversationId: conversationId.nullable().catch(null),
  /** What was chosen for the next new chat, before its first message; null: nothing. */
  newChoice: storedChoice.nullable().catch(null),
  /** In device-independent pixels, not maximized. */
  window: z
    .object({ x: place.optional(), y: place.optional(), width: side, height: side, isMaximized: z.boolean() })
    .nullable()
    .catch(null),
  /** Models of which the person has read that their chat format could not be used; the newest last. */
  knownFormatFaults: z
    .array(modelId)
    .catch([])
    .transform((ids) => ids.slice(-MAX_FORMATS)),
  /** Where the person reads in conversations that were not left at their end; the one left last at the end of the list. */
  readingPlaces: z
    .array(readingPlace.extend({ conversationId }))
    .catch([])
    .transform((places) => places.slice(-MAX_PLACES))
})
export type AppState = z.infer<typeof appState>

/** Kept in memory and written behind, at most once a second. `set` never throws; a write that fails is only logged. */
export interface AppStateStore extends KeyedStore<AppState> {
  /** Writes now what is not written yet. */
  flush(): void
  /** As `flush`; from then on each change is written at once. */
  close(): void
}
