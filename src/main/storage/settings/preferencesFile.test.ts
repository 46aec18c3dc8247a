import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cannotExercise } from '../../../../scripts/exercised.mjs'
import { preferences as schema } from '../../core/settings/preferencesStore'
import { loadPreferences, preferencesFile } from './preferencesFile'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-settings-'))))
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const now = () => new Date('2031-02-03T04:05:06.007Z')
const load = () => loadPreferences(folder, now)
const write = (text: string) => writeFile(path('settings.json'), text)
const json = async (name: string) => JSON.parse(await readFile(path(name), 'utf8')) as unknown
const defaults = schema.parse({})
const chosen = { modelId: 'starter', theme: 'dark', textSize: 150, enterSends: false } as const
const good = { ...defaults, ...chosen }
const goodFile = { version: 2, ...chosen }
const loaded = (preferences: object, recovery: object = { kind: 'none' }) => ({ preferences, recovery, singleFile: null })
const kept = 'settings.corrupt-2031-02-03T04-05-06-007Z.json'

const megabyte = 1_000_000

it('refuses to write what it could not read again, and keeps what was there', () => {
  const store = preferencesFile(folder, load().preferences)
  store.set('modelId', 'folder:a.gguf')
  const many = Array.from({ length: 900 }, (_, place) => ({ id: String(place), name: 'a', settings: {}, systemPrompt: 'x'.repeat(20_000) }))
  expect(() => store.set('presets', many)).toThrow('writeFailed')
  expect(load()).toMatchObject({ preferences: { modelId: 'folder:a.gguf', presets: [] }, recovery: { kind: 'none' } })
})

describe('loadPreferences', () => {
  it('gives the defaults where there is no file, and makes none', async () => {
    expect(load()).toEqual(loaded(defaults))
    expect(await readdir(folder)).toEqual([])
  })

  it('reads what is there and keeps a copy of it for a bad day', async () => {
    await write(JSON.stringify(goodFile))
    expect(load()).toEqual(loaded(good))
    expect((await readdir(folder)).sort()).toEqual(['settings.json', 'settings.json.bak'])
    expect(await json('settings.json.bak')).toEqual(goodFile)
  })

  it('leaves a copy that is the same alone, and replaces one that is not', async () => {
    await write(JSON.stringify(goodFile))
    load()
    const { ino } = await stat(path('settings.json.bak'))
    load()
    expect((await stat(path('settings.json.bak'))).ino).toBe(ino)
    await write(JSON.stringify({ version: 2, modelId: 'folder:other.gguf' }))
    load()
    expect(await json('settings.json.bak')).toEqual({ version: 2, modelId: 'folder:other.gguf' })
  })

  it('lets a bad field fall back alone, and does not make such a file the copy', async () => {
    await write(JSON.stringify(goodFile))
    load()
    await write(JSON.stringify({ ...goodFile, modelId: 7, textSize: 101 }))
    expect(load()).toEqual(loaded({ ...good, modelId: null, textSize: 100 }))
    expect(await json('settings.json.bak')).toEqual(goodFile)
  })

  it('reads a file that begins with a byte order mark, and one of a newer Hearth as far as it knows it', async () => {
    await write(`\uFEFF${JSON.stringify(goodFile)}`)
    expect(load()).toEqual(loaded(good))
    await write(JSON.stringify({ ...good, version: 99, wallpaper: 'sky' }))
    expect(load()).toEqual(loaded(good))
  })

  const bad = [
    ...['', '{"modelId": "sta', '\0\0\0\0', '[]', 'null', '"settings"'].map((text) => ({ what: JSON.stringify(text), text })),
    { what: 'more unknown keys than Hearth writes', text: JSON.stringify({ ...goodFile, unknown: 'x'.repeat(16 * megabyte) }) },
    { what: 'brackets nested 100,000 deep', text: `{"unknown":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    { what: 'objects nested 100,000 deep', text: `${'{"modelId":'.repeat(80_000)}1${'}'.repeat(80_000)}` },
    { what: 'a megabyte of open brackets', text: '['.repeat(megabyte) }
  ]
  it.each(bad)('puts the last good preferences in the place of $what, which is kept', async ({ text }) => {
    await write(JSON.stringify(goodFile))
    load()
    await write(text)
    expect(load()).toEqual(loaded(good, { kind: 'restored', file: kept }))
    expect((await readFile(path(kept), 'utf8')) === text).toBe(true)
    expect(await json('settings.json')).toEqual(goodFile)
    expect(load().recovery).toEqual({ kind: 'none' })
  })

  it('starts anew where the copy cannot be read either', async () => {
    await write('{')
    await writeFile(path('settings.json.bak'), '{')
    expect(load()).toEqual(loaded(defaults, { kind: 'reset', file: kept }))
    expect(load().recovery).toEqual({ kind: 'none' })
    expect((await readdir(folder)).sort()).toEqual([kept, 'settings.json.bak'])
  })

  it('keeps every file that could not be read, also two of the same moment', async () => {
    await write('{')
    load()
    await write('[')
    expect(load().recovery).toEqual({ kind: 'reset', file: kept.replace('.json', '-2.json') })
    expect(await readFile(path(kept), 'utf8')).toBe('{')
  })

  it('starts anew where a folder is in the place of the file, and keeps the folder', async () => {
    await mkdir(path('settings.json'))
    expect(load()).toEqual(loaded(defaults, { kind: 'reset', file: kept }))
    expect(await readdir(path(kept))).toEqual([])
  })

  it('says so when it cannot write', async () => {
    await write(JSON.stringify(goodFile))
    await mkdir(path('settings.json.bak.tmp'))
    expect(load).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'writeFailed' }))
    expect(await json('settings.json')).toEqual(goodFile)
  })
})

describe('preferences without Electron', () => {
  it('are read again as they were set, and unknown keys are not written back', async () => {
    await write(JSON.stringify({ ...goodFile, unknown: 'x'.repeat(1000) }))
    const preferences = preferencesFile(folder, load().preferences)
    preferences.set('modelId', 'folder:other.gguf')
    expect(preferences.get('modelId')).toBe('folder:other.gguf')
    expect(await json('settings.json')).toEqual({ ...goodFile, modelId: 'folder:other.gguf' })
    expect(load().preferences).toEqual({ ...good, modelId: 'folder:other.gguf' })
  })

  it('are changed several at a time, and what is at its default is not written: it is nobody’s choice', async () => {
    await write(JSON.stringify(goodFile))
    const preferences = preferencesFile(folder, load().preferences)
    preferences.change({ theme: 'system', textSize: 200, wrapCode: true })
    expect(await json('settings.json')).toEqual({ version: 2, modelId: 'starter', enterSends: false, textSize: 200, wrapCode: true })
    expect(load().preferences).toEqual({ ...good, theme: 'system', textSize: 200, wrapCode: true })
  })

  it('keep the old value and the old file where they cannot be written', async () => {
    await write(JSON.stringify(goodFile))
    const preferences = preferencesFile(folder, load().preferences)
    await mkdir(path('settings.json.tmp'))
    expect(() => preferences.set('modelId', null)).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'writeFailed' }))
    expect(() => preferences.change({ theme: 'light' })).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'writeFailed' }))
    expect(preferences.get('theme')).toBe('dark')
    expect(preferences.get('modelId')).toBe('starter')
    expect(await json('settings.json')).toEqual(goodFile)
  })

  it('leave a link a link', async (context) => {
    const reason = process.platform === 'win32' ? cannotExercise('linux') : undefined // there only administrators may make links
    context.skip(reason !== undefined, reason)
    await writeFile(path('elsewhere.json'), JSON.stringify(goodFile))
    await symlink(path('elsewhere.json'), path('settings.json'))
    preferencesFile(folder, load().preferences).set('modelId', null)
    expect(await readlink(path('settings.json'))).toBe(path('elsewhere.json'))
    expect(await json('elsewhere.json')).toEqual({ version: 2, theme: 'dark', textSize: 150, enterSends: false })
  })
})
