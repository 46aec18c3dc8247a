import { readPresetsFile, writePresetsFile, type PresetsFileFault } from '../../../shared/contract/presetsFile'
import type { CallInput, CallOutput } from '../../../shared/contract/calls'
import { PRESET_LIMITS, type Preset } from '../../../shared/domain/presets'
import { ExpectedError } from '../errors/expectedError'
import type { Log } from '../errors/log'
import type { PreferencesService } from './preferencesService'

/** `because`: the disk refused it. */
type SavedFile = { readonly file: string; readonly because?: 'writeFailed' | 'diskFull'; readonly detail?: string }

/** Files that people choose in dialogs of the system. Null: they chose none. */
export interface PresetFiles {
  /** Asks where, and writes. */
  save(suggestedName: string, text: string): Promise<SavedFile | null>
  /** Asks for a file and reads it. `fault`: it cannot be read. */
  open(): Promise<{ readonly file: string; readonly text: string } | { readonly file: string; readonly fault: PresetsFileFault } | null>
}

interface PresetServicePorts {
  preferencesService: PreferencesService
  presetFiles: PresetFiles
  newId: () => string
  log: Log
}

/** Presets out into files, and back. */
export class PresetService {
  readonly #ports: PresetServicePorts
  #isAsking = false

  constructor(ports: PresetServicePorts) {
    this.#ports = ports
  }

  /** Those of these ids that there are, in one file. Throws the ExpectedError `presets.notExported` where the disk refuses it. */
  async export({ presetIds }: CallInput<'presets.export'>): Promise<CallOutput<'presets.export'>> {
    const { preferencesService, presetFiles, log } = this.#ports
    const chosen = preferencesService.current.presets.filter(({ id }) => presetIds.includes(id))
    const [first] = chosen
    if (!first) return null
    const name = chosen.length === 1 ? first.name : 'presets'
    const saved = await this.#askOnce(() => presetFiles.save(name, writePresetsFile(chosen)))
    if (saved?.because) {
      log.warn(`Presets could not be exported (${saved.detail ?? ''})`)
      throw new ExpectedError({ code: 'presets.notExported', params: { file: saved.file, because: saved.because } })
    }
    return saved?.file ?? null
  }

  /** Adds what a file holds behind the others. Throws the ExpectedError `presets.notImported`; nothing was added then. */
  async import(): Promise<CallOutput<'presets.import'>> {
    const { preferencesService, presetFiles, newId } = this.#ports
    const opened = await this.#askOnce(() => presetFiles.open())
    if (opened === null) return null
    const { file } = opened
    const read = 'fault' in opened ? opened.fault : readPresetsFile(opened.text)
    if (typeof read === 'string') throw notImported(file, read)
    const { presets } = preferencesService.current
    if (presets.length + read.presets.length > PRESET_LIMITS.count) throw notImported(file, 'tooMany')
    const names = new Set(presets.map(({ name }) => name))
    const added = read.presets.map((preset): Preset => ({ ...preset, id: newId(), name: freeName(preset.name, names) }))
    preferencesService.set({ presets: [...presets, ...added] })
    return { file, presets: added, leftOut: read.leftOut }
  }

  /** A page cannot pile dialogs up. */
  async #askOnce<T>(ask: () => Promise<T | null>): Promise<T | null> {
    if (this.#isAsking) return null
    this.#isAsking = true
    try {
      return await ask()
    } finally {
      this.#isAsking = false
    }
  }
}

const notImported = (file: string, fault: PresetsFileFault): ExpectedError =>
  new ExpectedError({ code: 'presets.notImported', params: { file, fault } })

/** The name with a number where it is taken; it is taken from now on. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) {
    const suffix = ` (${number})`
    free = name.slice(0, PRESET_LIMITS.name - suffix.length) + suffix
  }
  taken.add(free)
  return free
}
