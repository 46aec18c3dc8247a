import { defaultAppearance, type Appearance } from './appearance'
import { defaultReading, type ReadingPreferences } from './readingPreferences'
import type { Shortcuts } from './shortcuts'

/** The preferences that are chosen in the window's settings. Their schema is in contract/windowPreferences.ts: the page does without. */
export interface WindowPreferences extends Appearance, ReadingPreferences {
  readonly shortcuts: Shortcuts
}

export const defaultPreferences: WindowPreferences = { ...defaultAppearance, ...defaultReading, shortcuts: {} }
