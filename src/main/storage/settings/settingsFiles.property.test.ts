import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appState } from '../../core/settings/appStateStore'
import { preferences, type Preferences } from '../../core/settings/preferencesStore'
import { chosen } from '../../../engine/tuning/testing/sampleTunings'
import { storedTuning, type StoredTuning } from '../../core/models/tuningStore'
import { ManualClock } from '../../core/testing/manualClock'
import { runs } from '../testing/faults'
import { openAppState } from './appStateFile'
import { loadPreferences, preferencesFile } from './preferencesFile'
import { openTunings } from './tuningsFile'

const names = ['settings.json', 'settings.json.bak', 'state.json', 'tunings.json'] as const
const id = '01942c4e-7b1a-7c3e-9d2f-0123456789ab'
const tuning: StoredTuning = { kind: 'chosen', tuning: chosen }

// Values that are right, beside any others under the same keys.
const side = fc.oneof(fc.integer({ min: 1, max: 16_384 }), fc.constantFrom(0, -1, 2e9, 1.5, 1e308))
const window = fc.record({ x: fc.integer(), y: fc.integer(), width: side, height: side, isMaximized: fc.boolean() }, { requiredKeys: [] })
const any = fc.jsonValue({ maxDepth: 4 })
const settings = fc.oneof(
  fc.record(
    { temperature: fc.oneof(fc.double(), any), stopTexts: fc.oneof(fc.array(fc.string()), any), maxTokens: any, ofALaterHearth: any },
    { requiredKeys: [] }
  ),
  any
)
const choice = fc.record(
  { presetId: fc.oneof(fc.string(), any), settings, systemPrompt: fc.oneof(fc.string(), any), ofALaterHearth: any },
  { requiredKeys: [] }
)
const preset = fc.oneof(fc.record({ id: fc.oneof(fc.string(), any), name: fc.oneof(fc.string(), any), settings, systemPrompt: any }), any)
const values = fc.record(
  {
    version: fc.oneof(fc.constantFrom<unknown>(1, 2, 3, 0, -1, 1.5, null, '2'), any),
    modelId: fc.oneof(fc.constantFrom<unknown>('starter', null, ''), fc.string(), any),
    theme: fc.oneof(fc.constantFrom<unknown>('dark', 'light', 'sepia'), any),
    textSize: fc.oneof(fc.constantFrom<unknown>(85, 200, 99, '100'), any),
    contextSizes: fc.oneof(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('starter', '__proto__')), fc.oneof(fc.constantFrom(0, 1.5, 4_096), any)),
      any
    ),
    enterSends: fc.oneof(fc.boolean(), any),
    presets: fc.oneof(fc.array(preset), any),
    generation: fc.oneof(choice, any),
    newChoice: fc.oneof(choice, any),
    openConversationId: fc.oneof(fc.constantFrom<unknown>(id, null), any),
    window: fc.oneof(window, any),
    tunings: fc.oneof(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), fc.oneof(fc.constant(tuning), any)),
      any
    ),
    unknown: any
  },
  { requiredKeys: [] }
)
const preferenceNames = Object.keys(preferences.shape) as (keyof Preferences)[]
const deep = fc
  .record({ key: fc.constantFrom('modelId', 'window', 'tunings', 'unknown'), levels: fc.integer({ min: 1, max: 100_000 }) })
  .map(({ key, levels }) => `{"${key}":${'['.repeat(levels)}${']'.repeat(levels)}}`)
const text = fc.oneof(
  { weight: 4, arbitrary: values.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.tuple(values, fc.nat()).map(([value, end]) => JSON.stringify(value).slice(0, end % 200)) }
)
const content = fc.oneof({ weight: 4, arbitrary: text.map((each) => Buffer.from(each)) }, fc.uint8Array({ maxLength: 200 }))
const folderContent = fc.record(Object.fromEntries(names.map((name) => [name, fc.option(content)])))

const log = { info: () => {}, warn: () => {}, error: (message: string, thrown: unknown) => expect.fail(`${message}: ${String(thrown)}`) }
const start = (folder: string) => {
  const { preferences, singleFile } = loadPreferences(folder)
  return {
    preferences: preferencesFile(folder, preferences),
    state: openAppState(folder, { log, singleFile, clock: new ManualClock() }),
    tunings: openTunings(folder, { log, singleFile })
  }
}
const objectOf = (bytes: Uint8Array | null | undefined): Record<string, unknown> | null => {
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes ?? []).toString())
    return typeof json === 'object' && !Array.isArray(json) ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const idOf = ({ id }: { id: unknown }): unknown => id
/** The ids of the presets that have an id and a name. */
const readable = (stored: unknown): unknown[] => {
  const isShort = (value: unknown, most: number): boolean => typeof value === 'string' && value.trim() !== '' && value.trim().length <= most
  const found = Array.isArray(stored) ? (stored as unknown[]) : []
  const usable = (each: unknown): each is { id: string } =>
    typeof each === 'object' &&
    each !== null &&
    'id' in each &&
    'name' in each &&
    typeof each.id === 'string' &&
    each.id !== '' &&
    each.id.length <= 100 &&
    isShort(each.name, 80)
  return found.filter(usable).map(idOf).slice(0, 100)
}

const hasStarter = (stored: unknown): boolean =>
  typeof stored === 'object' && stored !== null && !Array.isArray(stored) && (stored as { starter?: unknown }).starter === 4_096

it('whatever is in the files, Hearth starts with valid values, loses no file and no readable field, and writes files it can read', () => {
  fc.assert(
    fc.property(folderContent, (files) => {
      const folder = mkdtempSync(join(tmpdir(), 'hearth-any-'))
      try {
        for (const [name, bytes] of Object.entries(files)) if (bytes) writeFileSync(join(folder, name), bytes)
        const begun = start(folder)
        const chosen = Object.fromEntries(preferenceNames.map((name) => [name, begun.preferences.get(name)]))
        const state = {
          openConversationId: begun.state.get('openConversationId'),
          window: begun.state.get('window'),
          knownFormatFaults: begun.state.get('knownFormatFaults'),
          readingPlaces: begun.state.get('readingPlaces'),
          newChoice: begun.state.get('newChoice')
        }
        expect(preferences.parse(chosen)).toEqual(chosen)
        expect(appState.parse(state)).toEqual(state)

        // A field that can be read is read.
        const [settingsJson, stateJson] = [objectOf(files['settings.json']), objectOf(files['state.json'])]
        if (settingsJson?.modelId === 'starter') expect(chosen.modelId).toBe('starter')
        if (settingsJson?.theme === 'dark' && settingsJson.version === 2) expect(chosen.theme).toBe('dark')
        if (settingsJson?.version === 2) expect(begun.preferences.get('presets').map(idOf)).toEqual(readable(settingsJson.presets))
        const stored = settingsJson?.version === 2 ? settingsJson.contextSizes : null
        if (hasStarter(stored)) expect(begun.preferences.get('contextSizes').starter).toBe(4_096)
        if (stateJson?.openConversationId === id) expect(state.openConversationId).toBe(id)
        const tunings = objectOf(files['tunings.json'])?.tunings
        for (const [key, value] of Object.entries(tunings ?? {})) {
          if (key !== '__proto__' && storedTuning.safeParse(value).success) expect(begun.tunings.read(key)).toEqual(value)
        }

        // A file that could not be read is still there, under another name.
        const left = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
        for (const name of names) {
          const bytes = files[name]
          if (bytes && name !== 'settings.json.bak') expect(left.some((each) => each.equals(bytes))).toBe(true)
        }

        // What is written is read again, and nothing needs to be set aside any more.
        begun.preferences.set('modelId', 'folder:new.gguf')
        begun.state.set('openConversationId', null)
        begun.state.close()
        begun.tunings.write('new', tuning)
        const count = readdirSync(folder).filter((name) => name.includes('.corrupt-')).length
        const again = start(folder)
        expect(again.preferences.get('modelId')).toBe('folder:new.gguf')
        expect([again.state.get('openConversationId'), again.state.get('window')]).toEqual([null, state.window])
        expect(again.tunings.read('new')).toEqual(tuning)
        expect(readdirSync(folder).filter((name) => name.includes('.corrupt-'))).toHaveLength(count)
      } finally {
        rmSync(folder, { recursive: true })
      }
    }),
    { seed: 20_310_203, numRuns: runs(500) }
  )
})
