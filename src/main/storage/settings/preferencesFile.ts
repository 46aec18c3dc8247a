import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { StorageFailure } from '../../core/errors/storageFailure'
import { preferences, type Preferences, type PreferencesStore } from '../../core/settings/preferencesStore'
import { systemCode, translateFileError } from '../fileFailure'
import { readJson, writeJson } from './jsonFile'
import { formatJson, parseJson, type JsonFormat } from './jsonFormat'
import { keyedValues } from './keyedValues'
import { singleFileOf, type SingleFile } from './singleFile'
import { readText, setAside, writeAtomically } from './textFile'

const format: JsonFormat<Preferences> = {
  schema: preferences,
  migrations: [({ modelId }) => ({ modelId })], // version 1 held all of state.json and tunings.json too
  maxBytes: 16_000_000 // a hundred presets with the longest system prompts, in characters of four bytes and more
}

/** The text of `settings.json`, for another store over the same file. */
export const preferencesText = {
  /** Throws a StorageFailure when the text cannot be read: then nothing is written over it. */
  deserialize: (text: string): Preferences => {
    const parsed = parseJson(text, format)
    if (!parsed) throw new StorageFailure('writeFailed', 'settings.json holds no JSON object')
    return parsed.value
  },
  serialize: (values: Preferences): string => formatJson(withoutDefaults(values), format),
  translateError: translateFileError
}

/** What had to be done to get at the preferences. `file`: the name under which the file that could not be read was kept. */
export type PreferencesRecovery = { kind: 'none' } | { kind: 'restored'; file: string } | { kind: 'reset'; file: string }

export interface LoadedPreferences {
  preferences: Preferences
  recovery: PreferencesRecovery
  /** What a file of the first version holds for others; null when it is of a later one. */
  singleFile: SingleFile | null
}

/**
 * Reads `<folder>/settings.json`, before anything else opens that file. One that cannot be read is renamed and the last good one
 * takes its place; without one, all is at its defaults. Throws a StorageFailure when the folder cannot be read or written.
 */
export function loadPreferences(folder: string, now: () => Date = () => new Date()): LoadedPreferences {
  const path = join(folder, 'settings.json')
  const backup = `${path}.bak`
  try {
    const found = read(path)
    if (found.kind === 'absent') return { preferences: preferences.parse({}), recovery: { kind: 'none' }, singleFile: null }
    if (found.kind === 'readable') {
      // A field that fell back to its default makes a load usable, but no model for the next one.
      if (found.isWhole && copyOf(backup) !== found.text) writeAtomically(backup, found.text)
      return { preferences: found.value, recovery: { kind: 'none' }, singleFile: singleFileOf(found.json) }
    }
    const file = setAside(path, now())
    const lastGood = read(backup)
    if (lastGood.kind !== 'readable') return { preferences: preferences.parse({}), recovery: { kind: 'reset', file }, singleFile: null }
    writeAtomically(path, lastGood.text)
    return { preferences: lastGood.value, recovery: { kind: 'restored', file }, singleFile: singleFileOf(lastGood.json) }
  } catch (thrown) {
    throw translateFileError(thrown)
  }
}

/** `<folder>/settings.json` for a process without Electron, beginning with what `loadPreferences` gave. One process writes at a time. */
export function preferencesFile(folder: string, loaded: Preferences): PreferencesStore {
  return keyedValues(loaded, (values) => writeJson(join(folder, 'settings.json'), withoutDefaults(values), format))
}

/** Preferences for this run alone, for when their file can be neither read nor created. */
export function temporaryPreferences(): PreferencesStore {
  return keyedValues(preferences.parse({}), () => undefined)
}

// A default is nobody's choice: a later Hearth may have a better one.
function withoutDefaults(values: Preferences): Partial<Preferences> {
  const defaults: Record<string, unknown> = preferences.parse({})
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isDeepStrictEqual(value, defaults[name])))
}

function read(path: string): ReturnType<typeof readJson<Preferences>> {
  try {
    return readJson(path, format)
  } catch (thrown) {
    throw systemCode(thrown) === null ? thrown : new StorageFailure('unreadable', String(thrown))
  }
}

// A copy that cannot be read is replaced.
function copyOf(backup: string): string | null {
  try {
    const found = readText(backup, format.maxBytes)
    return found.kind === 'text' ? found.text : null
  } catch {
    return null
  }
}
