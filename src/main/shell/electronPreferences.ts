import Store from 'electron-store'
import type { Preferences, PreferencesStore } from '../core/settings/preferencesStore'

interface PreferencesText {
  /** Throws a StorageFailure when the text cannot be read. */
  deserialize: (text: string) => Preferences
  serialize: (values: Preferences) => string
  /** A failed file operation as StorageFailure; anything else as it is. */
  translateError: (thrown: unknown) => unknown
}

/**
 * `settings.json` in the data folder, beginning with what `loadPreferences` read after it had made sure that the file can be read. Only
 * what the file holds when something is set is read again, so that an edit by hand meanwhile is kept, or left alone where it is damaged.
 * Throws when the file cannot be read.
 */
export function electronPreferences(
  folder: string,
  loaded: Preferences,
  { deserialize, serialize, translateError }: PreferencesText
): PreferencesStore {
  const store = new Store<Preferences>({ name: 'settings', cwd: folder, deserialize, serialize })
  let values = loaded
  const change: PreferencesStore['change'] = (changes) => {
    try {
      store.set(changes)
    } catch (thrown) {
      throw translateError(thrown)
    }
    values = { ...values, ...changes }
  }
  return { get: (name) => values[name], set: (name, value) => change({ [name]: value }), change }
}
