import Store from 'electron-store'
import { settings, type SettingsStore } from '../core/ports/settingsStore'
import { StorageFailure } from '../core/ports/conversationStore'

/** Settings for this run alone: what Hearth lives with when their file can be neither read nor made. */
export function temporarySettingsStore(): SettingsStore {
  const values = settings.parse({})
  return {
    get: (key) => values[key],
    set: (key, value) => {
      values[key] = value
    }
  }
}

/** `settings.json` in the data folder. Throws when it cannot be read or made. Call after loadSettings has made sure that the file can be read. */
export function openSettingsStore(folder: string): SettingsStore {
  const store = new Store<Record<string, unknown>>({ name: 'settings', cwd: folder, defaults: settings.parse({}) })
  return {
    get: (key) => settings.shape[key].parse(store.get(key)) as never,
    set: (key, value) => {
      try {
        store.set(key, value)
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'diskFull' : 'writeFailed'
        throw new StorageFailure(code, String(error))
      }
    }
  }
}
