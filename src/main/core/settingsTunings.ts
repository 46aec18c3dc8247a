import type { SettingsStore } from './ports/settingsStore'
import type { TuningStore } from './ports/tuningStore'

/** Tunings inside the settings. */
export const settingsTunings = (settings: SettingsStore): TuningStore => ({
  read: (key) => settings.get('tunings')[key] ?? null,
  write: (key, value) => settings.set('tunings', { ...settings.get('tunings'), [key]: value })
})
