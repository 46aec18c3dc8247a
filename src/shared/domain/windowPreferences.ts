import { defaultAppearance, type Appearance } from './appearance'
import { defaultReading, type ReadingPreferences } from './readingPreferences'

/** The preferences that are chosen in the window's settings. Their schema is in contract/windowPreferences.ts: the page does without. */
export interface WindowPreferences extends Appearance, ReadingPreferences {}

export const defaultPreferences: WindowPreferences = { ...defaultAppearance, ...defaultReading }
