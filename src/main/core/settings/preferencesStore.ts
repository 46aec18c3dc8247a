import * as z from 'zod'
import { modelId } from '../../../shared/domain/ids'
import type { KeyedStore } from './keyedStore'

/** What people choose. A field that cannot be read falls back to its default, alone. */
export const preferences = z.object({
  /** The model for the next start; null: the starter. */
  modelId: modelId.nullable().catch(null)
})
export type Preferences = z.infer<typeof preferences>
export type PreferencesStore = KeyedStore<Preferences>
