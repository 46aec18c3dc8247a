import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPreferences, preferencesFile, preferencesText } from '../storage/settings/preferencesFile'
import { electronPreferences } from './electronPreferences'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-preferences-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'settings.json')
const text = () => readFileSync(file(), 'utf8')
const load = () => loadPreferences(folder).preferences
const open = () => electronPreferences(folder, load(), preferencesText)

describe('electronPreferences', () => {
  it('writes what a process without Electron reads, byte for byte what that would write', () => {
    const defaults = load()
    open().set('modelId', 'folder:one.gguf')
    const written = text()
    expect(load()).toEqual({ ...defaults, modelId: 'folder:one.gguf' })
    preferencesFile(folder, load()).set('modelId', 'folder:one.gguf')
    expect(text()).toBe(written)
    expect(readdirSync(folder).sort()).toEqual(['settings.json', 'settings.json.bak'])
  })

  it('changes several at once, as a process without Electron does', () => {
    const changes = { theme: 'dark', textSize: 200, showTimes: true } as const
    open().change(changes)
    const written = text()
    preferencesFile(folder, load()).change(changes)
    expect(text()).toBe(written)
    expect(JSON.parse(written)).toEqual({ version: 2, theme: 'dark', textSize: 200 })
  })

  it('reads what a process without Electron wrote, and takes it to the present version when it writes', () => {
    preferencesFile(folder, load()).set('modelId', 'folder:two.gguf')
    expect(open().get('modelId')).toBe('folder:two.gguf')
    writeFileSync(file(), JSON.stringify({ version: 1, modelId: 'old', window: null, tunings: {}, unknown: 'x'.repeat(1000) }))
    const preferences = open()
    expect(preferences.get('modelId')).toBe('old')
    preferences.set('modelId', 'new')
    expect(JSON.parse(text())).toEqual({ version: 2, modelId: 'new' })
  })

  it('leaves a file alone that was damaged by hand meanwhile, and keeps its values', () => {
    const preferences = open()
    preferences.set('modelId', 'starter')
    writeFileSync(file(), '{"modelId": ')
    expect(() => preferences.set('modelId', 'other')).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'writeFailed' }))
    expect(preferences.get('modelId')).toBe('starter')
    expect(text()).toBe('{"modelId": ')
  })

  it.each(['ENOSPC', 'EDQUOT'])('throws what a process without Electron throws where there is no room (%s)', (code) => {
    const serialize = (): never => {
      throw Object.assign(new Error(`${code}: no room, write`), { code, syscall: 'write' })
    }
    const preferences = electronPreferences(folder, load(), { ...preferencesText, serialize })
    expect(() => preferences.set('modelId', 'other')).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'diskFull' }))
    expect(preferences.get('modelId')).toBeNull()
  })

  it('throws a StorageFailure where the file cannot be written', () => {
    const preferences = open()
    mkdirSync(file())
    expect(() => preferences.set('modelId', 'other')).toThrow(expect.objectContaining({ name: 'StorageFailure', code: 'writeFailed' }))
    expect(preferences.get('modelId')).toBeNull()
  })
})
