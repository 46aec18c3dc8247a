import type { GenerationChoice } from './generationChoice'
import { defaultChoice, type Preset } from './presets'
import { defaultAppearance, type Appearance } from './appearance'
import { defaultReading, type ReadingPreferences } from './readingPreferences'
import type { Shortcuts } from './shortcuts'
import type { TemplateValuesByModel } from './templateVariables'

/** The preferences that are chosen in the window's settings. Their schema is in contract/windowPreferences.ts: the page does without. */
export interface WindowPreferences extends Appearance, ReadingPreferences {
  readonly shortcuts: Shortcuts
  /** The person's own, in their order. */
  readonly presets: readonly Preset[]
  /** For every chat that has no choice of its own. */
  readonly generation: GenerationChoice
  readonly templateVariables: TemplateValuesByModel
}

export const defaultPreferences: WindowPreferences = {
  ...defaultAppearance,
  ...defaultReading,
  shortcuts: {},
  presets: [],
  generation: defaultChoice,
  templateVariables: {}
}
