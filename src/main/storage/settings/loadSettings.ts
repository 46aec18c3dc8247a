import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { StorageFailure } from '../../core/ports/conversationStore'
import { settings, type Settings } from '../../core/ports/settingsStore'
import { systemCode, translateFileError } from '../fileFailure'

/** What had to be done to get at the settings. `file`: the name under which the file that could not be read was kept. */
export type SettingsRecovery = { kind: 'none' } | { kind: 'restored'; file: string } | { kind: 'reset'; file: string }

export interface LoadedSettings {
  settings: Settings
  recovery: SettingsRecovery
}

type Parsed = { kind: 'absent' } | { kind: 'unreadable' } | { kind: 'readable'; text: string; settings: Settings; isWhole: boolean }

/**
 * Reads `<folder>/settings.json`, before anything else opens that file. One that cannot be read is renamed and the last good one
 * takes its place; without one, all is at its defaults. Rejects with StorageFailure when the folder cannot be read or written.
 */
export async function loadSettings(folder: string, now: () => Date = () => new Date()): Promise<LoadedSettings> {
  const path = join(folder, 'settings.json')
  const backup = `${path}.bak`
  try {
    const found = await readSettings(path)
    if (found.kind === 'absent') return { settings: defaults(), recovery: { kind: 'none' } }
    if (found.kind === 'readable') {
      if (found.isWhole && (await copyOf(backup)) !== found.text) await writeAtomically(backup, found.text)
      return { settings: found.settings, recovery: { kind: 'none' } }
    }
    const file = `settings.corrupt-${now().toISOString().replaceAll(/[:.]/g, '-')}.json`
    await rename(path, join(folder, file))
    const lastGood = await readSettings(backup)
    if (lastGood.kind !== 'readable') return { settings: defaults(), recovery: { kind: 'reset', file } }
    await writeAtomically(path, lastGood.text)
    return { settings: lastGood.settings, recovery: { kind: 'restored', file } }
  } catch (thrown) {
    throw translateFileError(thrown)
  }
}

const defaults = (): Settings => settings.parse({})

async function readSettings(path: string): Promise<Parsed> {
  const text = await readText(path)
  if (text === null) return { kind: 'absent' }
  const json = parseObject(text)
  if (!json) return { kind: 'unreadable' }
  const parsed = settings.parse(json)
  // A field that fell back to its default makes a load usable, but no model for the next one.
  const isWhole = Object.entries(parsed).every(([key, value]) => !(key in json) || isDeepStrictEqual(json[key], value))
  return { kind: 'readable', text, settings: parsed, isWhole }
}

/** Null when there is no such file. A folder in its place reads as text that nobody can parse. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'ENOENT') return null
    if (code === 'EISDIR') return ''
    throw code === null ? thrown : new StorageFailure('unreadable', String(thrown))
  }
}

// A copy that cannot be read is replaced.
const copyOf = (backup: string): Promise<string | null> => readText(backup).catch(() => null)

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // not JSON: what the caller is here to find out
  }
}

/** Either the old content or the new one is there, whole, whenever the power fails. */
async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (failure) {
    await rm(temporary, { force: true })
    throw failure
  }
}
