import type { FunctionComponent } from 'react'
import type { SettingsSectionId } from '../../state/viewStore'
import { AppearanceSection } from './AppearanceSection'
import { KeyboardSection } from './KeyboardSection'
import { ReadingSection } from './ReadingSection'

export interface SettingsSection {
  readonly id: SettingsSectionId
  /** Key of its name in the catalogue. */
  readonly title: 'generation.title' | 'settings.appearance.title' | 'settings.reading.title' | 'keyboardSettings.title'
  readonly Component: FunctionComponent
}

/** The sections of the settings, in their order; the first one is made elsewhere. */
export const sectionsWith = (Generation: FunctionComponent): readonly SettingsSection[] => [
  { id: 'generation', title: 'generation.title', Component: Generation },
  { id: 'appearance', title: 'settings.appearance.title', Component: AppearanceSection },
  { id: 'reading', title: 'settings.reading.title', Component: ReadingSection },
  { id: 'keyboard', title: 'keyboardSettings.title', Component: KeyboardSection }
]
