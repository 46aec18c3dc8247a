import { describe, expect, it } from 'vitest'
import { writePresetsFile } from '../../../shared/contract/presetsFile'
import type { Preset } from '../../../shared/domain/presets'
import { memoryConversationStore } from '../../storage/memoryConversationStore'
import { FakeEngine } from '../../../engine/fake/fakeEngine'
import { setUpCore } from '../testing/setUpCore'
import type { PresetFiles } from './presetService'

const preset = (name: string, id = name): Preset => ({ id, name, settings: { topK: 5 }, systemPrompt: 'Rhyme.' })

function open(files: Partial<PresetFiles>, presets: readonly Preset[] = []) {
  const presetFiles: PresetFiles = { save: () => Promise.resolve(null), open: () => Promise.resolve(null), ...files }
  const core = setUpCore({ engine: () => new FakeEngine(), store: memoryConversationStore(), presetFiles })
  core.settings.values.presets = [...presets]
  return core
}
const opening = (text: string): Partial<PresetFiles> => ({ open: () => Promise.resolve({ file: 'a.json', text }) })

describe('exporting presets', () => {
  it('writes those that were chosen, under the name of the only one', async () => {
    const saved: [string, string][] = []
    const save: PresetFiles['save'] = (name, text) => Promise.resolve(void saved.push([name, text])).then(() => ({ file: `${name}.json` }))
    const { call } = open({ save }, [preset('Letters'), preset('Poems')])
    expect(await call('presets.export', { presetIds: ['Poems'] })).toBe('Poems.json')
    expect(await call('presets.export', { presetIds: ['Poems', 'Letters'] })).toBe('presets.json')
    expect(saved.map(([, text]) => text)).toEqual([
      writePresetsFile([preset('Poems')]),
      writePresetsFile([preset('Letters'), preset('Poems')])
    ])
    expect(await call('presets.export', { presetIds: ['gone'] })).toBeNull()
  })

  it('says that the disk refused the file', async () => {
    const save: PresetFiles['save'] = () => Promise.resolve({ file: 'Letters.json', because: 'diskFull', detail: 'ENOSPC' })
    const { call } = open({ save }, [preset('Letters')])
    await expect(call('presets.export', { presetIds: ['Letters'] })).rejects.toThrow(
      '{"code":"presets.notExported","params":{"file":"Letters.json","because":"diskFull"}}'
    )
  })
})

describe('importing presets', () => {
  it('adds them behind the others, under ids of their own and names that are free, and tells every window', async () => {
    const { call, settings, events } = open(opening(writePresetsFile([preset('Letters', 'x'), preset('Letters', 'y')])), [
      preset('Letters')
    ])
    const added = await call('presets.import', {})
    expect(settings.values.presets.map(({ name }) => name)).toEqual(['Letters', 'Letters (2)', 'Letters (3)'])
    expect(new Set(settings.values.presets.map(({ id }) => id)).size).toBe(3)
    expect(added).toEqual({ file: 'a.json', presets: settings.values.presets.slice(1), leftOut: 0 })
    expect(events.payloads('preferences.changed').at(-1)?.preferences.presets).toEqual(settings.values.presets)
  })

  it('changes nothing where no file was chosen', async () => {
    const { call, settings } = open({})
    expect(await call('presets.import', {})).toBeNull()
    expect(settings.values.presets).toEqual([])
  })

  it('refuses a file that has none, one that cannot be opened, and more than there is room for; nothing is added', async () => {
    const many = Array.from({ length: 99 }, (_, place) => preset(`p${place}`))
    const cases: [Partial<PresetFiles>, string][] = [
      [opening('{"name":"Mine"}'), 'other'],
      [{ open: () => Promise.resolve({ file: 'a.json', fault: 'unreadable' }) }, 'unreadable'],
      [opening(writePresetsFile([preset('one'), preset('two')])), 'tooMany']
    ]
    for (const [files, fault] of cases) {
      const { call, settings } = open(files, many)
      await expect(call('presets.import', {}), fault).rejects.toThrow(`"fault":"${fault}"`)
      expect(settings.values.presets).toHaveLength(99)
    }
  })

  it('asks once at a time', async () => {
    let answer = (): void => {}
    let asked = 0
    const { call } = open({ open: () => new Promise((resolve) => ((asked += 1), (answer = () => resolve(null)))) })
    const first = call('presets.import', {})
    expect(await call('presets.import', {})).toBeNull()
    answer()
    expect(await first).toBeNull()
    expect(asked).toBe(1)
  })
})
