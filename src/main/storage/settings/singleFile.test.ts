import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../core/testing/manualClock'
import { openAppState } from './appStateFile'
import { loadPreferences, preferencesFile } from './preferencesFile'
import { openTunings } from './tuningsFile'

// testing/settings.version1.json: what Hearth wrote while settings.json was its only file.
const old = join(import.meta.dirname, 'testing', 'settings.version1.json')
const id = '01942c4e-7b1a-7c3e-9d2f-0123456789ab'
const window = { x: 60, y: 40, width: 900, height: 640, isMaximized: false }
const first = {
  offloads: false,
  readingThreads: 2,
  flashAttention: true,
  chunks: [
    { from: 0, size: 64 },
    { from: 1024, size: 32 }
  ]
}

let folder: string
let errors: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-old-'))
  errors = []
  await copyFile(old, join(folder, 'settings.json'))
})
afterEach(() => rm(folder, { recursive: true }))

const json = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>
const start = () => {
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) }
  const { preferences, recovery, singleFile } = loadPreferences(folder)
  return {
    recovery,
    preferences: preferencesFile(folder, preferences),
    state: openAppState(folder, { log, singleFile, clock: new ManualClock() }),
    tunings: openTunings(folder, { log, singleFile })
  }
}

describe('the first start on a folder with one file for everything', () => {
  it('finds the model, the conversation, the window and the tunings', () => {
    const { recovery, preferences, state, tunings } = start()
    expect(recovery).toEqual({ kind: 'none' })
    expect(preferences.get('modelId')).toBe('folder:qwen.gguf')
    expect(state.get('openConversationId')).toBe(id)
    expect(state.get('window')).toEqual(window)
    expect(tunings.read('0f9a3c5d7e1b2468ace013579bdf2468')).toEqual({ kind: 'chosen', tuning: first })
    expect(tunings.read('5b1d0c3e9a7f48625d4c3b2a19087f6e')).toMatchObject({
      kind: 'chosen',
      tuning: { offloads: true, readingThreads: 4 }
    })
  })

  it('puts them into files of their own; what is not a preference leaves the old file when that is next written', async () => {
    const { preferences } = start()
    expect(await json('state.json')).toEqual({
      version: 1,
      openConversationId: id,
      window,
      knownFormatFaults: [],
      readingPlaces: [],
      newChoice: null
    })
    expect(Object.keys((await json('tunings.json')).tunings as object)).toHaveLength(2)
    expect(await json('settings.json')).toEqual(JSON.parse(await readFile(old, 'utf8')))
    preferences.set('modelId', 'starter')
    expect(await json('settings.json')).toEqual({ version: 2, modelId: 'starter' })
    expect(start().state.get('window')).toEqual(window)
  })

  it('takes them once: what changed since then stays', () => {
    const before = start().state
    before.set('openConversationId', null)
    before.close()
    const { state } = start()
    expect(state.get('openConversationId')).toBeNull()
    expect(state.get('window')).toEqual(window)
  })

  it('finds them also where the new files cannot be made, and says so in the log', async () => {
    await mkdir(join(folder, 'state.json.tmp'))
    expect(start().state.get('window')).toEqual(window)
    expect(errors).toEqual([expect.stringContaining('state.json could not be made')])
  })
})
