import Store from 'electron-store'
import { StorageFailure } from '../core/errors/storageFailure'
import type { Preferences, PreferencesStore } from '../core/settings/preferencesStore'

interface PreferencesText {
  /** Throws when the text cannot be read. */
  deserialize: (text: string) => Preferences
  serialize: (values: Preferences) => string
}

/**
 * `settings.json` in the data folder, beginning with what `loadPreferences` read after it had made sure that the file can be read. Only what
 * the file holds when something is set is read again, so that an edit by hand meanwhile is kept, or left alone where it is damaged.
 * Throws when the file cannot be read.
 */
export function electronPreferences(folder: string, loaded: Preferences, text: PreferencesText): PreferencesStore {
  const store = new Store<Preferences>({ name: 'settings', cwd: folder, ...text })
  let values = loaded
  return {
    get: (key) => values[key],
    set: (key, value) => {
      try {
        store.set(key, value)
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'diskFull' : 'writeFailed'
        throw new StorageFailure(code, String(error))
      }
      values = { ...values, [key]: value }
    }
  }
}
