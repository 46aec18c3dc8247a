import * as z from 'zod'
import { conversationId, modelId } from '../../../shared/domain/ids'
import { storedTuning } from './tuningStore'

/** What `settings.json` holds. A field that cannot be read falls back to its default, alone. */
export const settings = z.object({
  version: z.literal(1).catch(1),
  modelId: modelId.nullable().catch(null),
  openConversationId: conversationId.nullable().catch(null),
  window: z
    .object({
      x: z.number().int().optional(),
      y: z.number().int().optional(),
      width: z.number().int(),
      height: z.number().int(),
      isMaximized: z.boolean()
    })
    .nullable()
    .catch(null),
  /** By model and computer (`tuningKey`). */
  tunings: z.record(z.string(), storedTuning).catch({})
})
export type Settings = z.infer<typeof settings>

/** `set` throws a StorageFailure when the file cannot be written; the old file is intact then. */
export interface SettingsStore {
  get<K extends keyof Settings>(key: K): Settings[K]
  set<K extends keyof Settings>(key: K, value: Settings[K]): void
}
