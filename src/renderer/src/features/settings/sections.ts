import type { FunctionComponent } from 'react'
import { AppearanceSection } from './AppearanceSection'
import { ReadingSection } from './ReadingSection'

interface SettingsSection {
  readonly id: string
  /** Key of its name in the catalogue. */
  readonly title: 'settings.appearance.title' | 'settings.reading.title'
  readonly Component: FunctionComponent
}

/** The sections of the settings, in their order. */
export const sections: readonly SettingsSection[] = [
  { id: 'appearance', title: 'settings.appearance.title', Component: AppearanceSection },
  { id: 'reading', title: 'settings.reading.title', Component: ReadingSection }
]
