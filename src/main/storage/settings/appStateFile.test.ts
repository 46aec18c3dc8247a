import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../core/testing/manualClock'
import { openAppState } from './appStateFile'

let folder: string
let clock: ManualClock
let warnings: string[]
let errors: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-state-'))
  clock = new ManualClock()
  warnings = []
  errors = []
})
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const log = {
  info: () => {},
  warn: (message: string) => void warnings.push(message),
  error: (message: string) => void errors.push(message)
}
const open = () => openAppState(folder, { log, singleFile: null, clock })
const write = (text: string) => writeFile(path('state.json'), text)
const id = '01942c4e-7b1a-7c3e-9d2f-0123456789ab'
const window = { x: 60, y: 40, width: 900, height: 640, isMaximized: false }

describe('openAppState', () => {
  it('gives the defaults where there is no file, and makes none', async () => {
    expect(open().get('window')).toBeNull()
    expect(open().get('openConversationId')).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives at the next start what was set', async () => {
    const state = open()
    state.set('window', window)
    state.set('openConversationId', id)
    expect(state.get('window')).toEqual(window)
    state.close()
    expect(open().get('window')).toEqual(window)
    expect(open().get('openConversationId')).toBe(id)
    expect(JSON.parse(await readFile(path('state.json'), 'utf8'))).toEqual({
      version: 1,
      openConversationId: id,
      window,
      knownFormatFaults: [],
      readingPlaces: [],
      newChoice: null
    })
    expect(await readdir(folder)).toEqual(['state.json'])
  })

  it.each([{ width: 2e9 }, { height: 2e9 }, { width: 0 }, { x: 2e9 }, { y: -2e9 }, { width: 900.5 }])(
    'opens the window at its default place where %j was saved, and loses nothing else',
    async (bad) => {
      await write(JSON.stringify({ version: 1, openConversationId: id, window: { ...window, ...bad } }))
      expect(open().get('window')).toBeNull()
      expect(open().get('openConversationId')).toBe(id)
      expect(errors).toEqual([])
    }
  )

  it.each([
    { what: 'no JSON', text: '{"window":' },
    { what: '2 MB of unknown keys', text: JSON.stringify({ unknown: 'x'.repeat(2_000_000) }) },
    { what: 'brackets nested 100,000 deep', text: `{"window":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }
  ])('sets a file aside that holds $what, with a line in the log, and goes on', async ({ text }) => {
    await write(text)
    const state = open()
    expect(state.get('window')).toBeNull()
    const [kept = ''] = await readdir(folder)
    expect(kept).toMatch(/^state\.corrupt-[\dTZ-]+\.json$/)
    expect((await readFile(path(kept), 'utf8')) === text).toBe(true)
    expect(warnings).toEqual([expect.stringContaining(kept)])
    state.set('window', window)
    state.flush()
    expect(open().get('window')).toEqual(window)
  })

  it('sets a folder aside that is in the place of the file', async () => {
    await mkdir(path('state.json'))
    const state = open()
    state.set('window', window)
    state.flush()
    expect(open().get('window')).toEqual(window)
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('writes a second after the first change, and says so in the log where it cannot', async () => {
    const state = open()
    await mkdir(path('state.json.tmp'))
    state.set('window', window)
    await clock.advance(999)
    expect(errors).toEqual([])
    await clock.advance(1)
    expect(errors).toEqual(['How the window was left could not be saved'])
    expect(state.get('window')).toEqual(window)
  })
})
