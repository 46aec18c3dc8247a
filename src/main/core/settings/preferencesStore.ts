import * as z from 'zod'
import { modelId } from '../../../shared/domain/ids'
import { storedChoice, storedPresets } from '../../../shared/contract/storedChoice'
import { storedContextSizes } from '../../../shared/contract/storedContextSizes'
import { storedShortcuts } from '../../../shared/contract/storedShortcuts'
import { storedTemplateValues } from '../../../shared/contract/templateVariables'
import { windowPreferences } from '../../../shared/contract/windowPreferences'
import { defaultChoice } from '../../../shared/domain/presets'
import { defaultPreferences } from '../../../shared/domain/windowPreferences'
import type { KeyedStore } from './keyedStore'

/** What people choose. A field that cannot be read falls back to its default, alone. */
export const preferences = z.object({
  /** The model for the next start; null: the starter. */
  modelId: modelId.nullable().catch(null),
  /** The contexts of models that have another one than the memory allows by itself. */
  contextSizes: storedContextSizes,
  ...fallingBack(windowPreferences.shape, defaultPreferences),
  // Each of these falls back for itself.
  shortcuts: storedShortcuts,
  presets: storedPresets,
  generation: storedChoice.catch(defaultChoice),
  templateVariables: storedTemplateValues
})
export type Preferences = z.infer<typeof preferences>

export interface PreferencesStore extends KeyedStore<Preferences> {
  /** Several at once, all or none. Throws as `set` does. */
  change(changes: Partial<Preferences>): void
}

type FallingBack<S extends z.ZodRawShape> = { [K in keyof S]: z.ZodCatch<S[K]> }

function fallingBack<S extends z.ZodRawShape>(shape: S, defaults: { [K in keyof S]: z.output<S[K]> }): FallingBack<S> {
  const fields = Object.entries(shape).map(([key, field]) => [key, z.catch(field, defaults[key] as never)])
  return Object.fromEntries(fields) as FallingBack<S>
}
