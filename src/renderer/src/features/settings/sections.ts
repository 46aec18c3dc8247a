import type { FunctionComponent } from 'react'
import type { SettingsSectionId } from '../../state/viewStore'
import { AboutSection } from './AboutSection'
import { AppearanceSection } from './AppearanceSection'
import { KeyboardSection } from './KeyboardSection'
import { ModelsSection } from './ModelsSection'
import { ReadingSection } from './ReadingSection'
import { StorageSection } from './StorageSection'

export interface SettingsSection {
  readonly id: SettingsSectionId
  /** Key of its name in the catalogue. */
  readonly title:
    | 'generation.title'
    | 'settings.appearance.title'
    | 'settings.reading.title'
    | 'settings.models.title'
    | 'settings.storage.title'
    | 'keyboardSettings.title'
    | 'settings.about.title'
  readonly Component: FunctionComponent
}

/** The sections of the settings, in their order; the first one is made elsewhere. */
export const sectionsWith = (Generation: FunctionComponent): readonly SettingsSection[] => [
  { id: 'generation', title: 'generation.title', Component: Generation },
  { id: 'appearance', title: 'settings.appearance.title', Component: AppearanceSection },
  { id: 'reading', title: 'settings.reading.title', Component: ReadingSection },
  { id: 'models', title: 'settings.models.title', Component: ModelsSection },
  { id: 'storage', title: 'settings.storage.title', Component: StorageSection },
  { id: 'keyboard', title: 'keyboardSettings.title', Component: KeyboardSection },
  { id: 'about', title: 'settings.about.title', Component: AboutSection }
]
