import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSettings } from './loadSettings'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hearth-settings-'))))
afterEach(() => rm(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const now = () => new Date('2031-02-03T04:05:06.007Z')
const load = () => loadSettings(folder, now)
const defaults = { version: 1, modelId: null, openConversationId: null, window: null, tunings: {} }
const good = { ...defaults, modelId: 'starter', window: { width: 800, height: 600, isMaximized: false } }
const kept = 'settings.corrupt-2031-02-03T04-05-06-007Z.json'

describe('loadSettings', () => {
  it('gives the defaults where there is no file, and makes none', async () => {
    expect(await load()).toEqual({ settings: defaults, recovery: { kind: 'none' } })
    expect(await readdir(folder)).toEqual([])
  })

  it('reads what is there and keeps a copy of it for a bad day', async () => {
    await writeFile(path('settings.json'), JSON.stringify(good))
    expect(await load()).toEqual({ settings: good, recovery: { kind: 'none' } })
    expect((await readdir(folder)).sort()).toEqual(['settings.json', 'settings.json.bak'])
    expect(JSON.parse(await readFile(path('settings.json.bak'), 'utf8'))).toEqual(good)
  })

  it('leaves a copy that is the same alone, and replaces one that is not', async () => {
    await writeFile(path('settings.json'), JSON.stringify(good))
    await load()
    const { ino } = await stat(path('settings.json.bak'))
    await load()
    expect((await stat(path('settings.json.bak'))).ino).toBe(ino)
    await writeFile(path('settings.json'), JSON.stringify(defaults))
    await load()
    expect(JSON.parse(await readFile(path('settings.json.bak'), 'utf8'))).toEqual(defaults)
  })

  it('lets a bad field fall back alone, and does not make such a file the copy', async () => {
    await writeFile(path('settings.json'), JSON.stringify(good))
    await load()
    await writeFile(path('settings.json'), JSON.stringify({ ...good, window: { width: 'wide' } }))
    expect(await load()).toEqual({ settings: { ...good, window: null }, recovery: { kind: 'none' } })
    expect(JSON.parse(await readFile(path('settings.json.bak'), 'utf8'))).toEqual(good)
  })

  it.each(['', '{"modelId": "sta', '\0\0\0\0', '[]', 'null', '"settings"'])(
    'puts the last good settings in the place of %j, which is kept',
    async (text) => {
      await writeFile(path('settings.json'), JSON.stringify(good))
      await load()
      await writeFile(path('settings.json'), text)
      expect(await load()).toEqual({ settings: good, recovery: { kind: 'restored', file: kept } })
      expect(await readFile(path(kept), 'utf8')).toBe(text)
      expect(JSON.parse(await readFile(path('settings.json'), 'utf8'))).toEqual(good)
      expect((await load()).recovery).toEqual({ kind: 'none' })
    }
  )

  it('starts anew where the copy cannot be read either', async () => {
    await writeFile(path('settings.json'), '{')
    await writeFile(path('settings.json.bak'), '{')
    expect(await load()).toEqual({ settings: defaults, recovery: { kind: 'reset', file: kept } })
    expect((await load()).recovery).toEqual({ kind: 'none' })
    expect((await readdir(folder)).sort()).toEqual([kept, 'settings.json.bak'])
  })

  it('starts anew where a folder is in the place of the file, and keeps the folder', async () => {
    await mkdir(path('settings.json'))
    expect(await load()).toEqual({ settings: defaults, recovery: { kind: 'reset', file: kept } })
    expect(await readdir(path(kept))).toEqual([])
  })

  it('says so when it cannot write', async () => {
    await writeFile(path('settings.json'), JSON.stringify(good))
    await mkdir(path('settings.json.bak.tmp'))
    await expect(load()).rejects.toMatchObject({ name: 'StorageFailure', code: 'writeFailed' })
    expect(JSON.parse(await readFile(path('settings.json'), 'utf8'))).toEqual(good)
  })
})
