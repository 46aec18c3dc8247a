import type { LoadedFormat, LoadedInfo } from '../../../engine/engine'
import type { EngineTuning } from '../../../engine/tuning/engineTuning'
import type { GpuOffload } from '../../../shared/domain/model'
import type { LaunchedEngine } from './engineLauncher'
import type { LibraryEntry } from './modelLibrary'

/** One launched engine with the model it is for. It may be in use when another takes its place: then it ends after that use. */
export class EngineSlot {
  readonly engine: LaunchedEngine
  readonly entry: LibraryEntry
  readonly gpu: 'auto' | 'off'
  #info: LoadedInfo | null = null
  #uses = 0
  #isRetired = false
  #isEnding = false

  constructor(engine: LaunchedEngine, entry: LibraryEntry, gpu: 'auto' | 'off') {
    this.engine = engine
    this.entry = entry
    this.gpu = gpu
  }

  get isInUse(): boolean {
    return this.#uses > 0
  }

  /** Whether Hearth ends it: then its exit is not a crash. */
  get isEnding(): boolean {
    return this.#isEnding
  }

  get contextSize(): number {
    return this.#loaded().contextSize
  }

  get offload(): GpuOffload {
    return this.#loaded().offload
  }

  /** The tuning that its model was loaded with. */
  get tuning(): EngineTuning {
    return this.#loaded().tuning
  }

  get chatFormat(): LoadedFormat {
    return this.#loaded().chatFormat
  }

  get usesGpu(): boolean {
    return this.offload.backend !== 'cpu' && this.offload.gpuLayers > 0
  }

  async load(spec: { maxContextSize: number; tuning: EngineTuning | null }, onProgress: (progress: number) => void): Promise<void> {
    this.#info = await this.engine.load({ path: this.entry.path, gpu: this.gpu, ...spec }, { onProgress })
  }

  use(): void {
    this.#uses += 1
  }

  async release(): Promise<void> {
    this.#uses -= 1
    if (this.#isRetired && !this.isInUse) await this.end()
  }

  /** Ends it, after the use it is in. */
  async retire(): Promise<void> {
    this.#isRetired = true
    if (!this.isInUse) await this.end()
  }

  /** Ends it at once. */
  async end(): Promise<void> {
    this.#isEnding = true
    await this.engine.end()
  }

  #loaded(): LoadedInfo {
    if (!this.#info) throw new Error('Asked about an engine before its model was loaded')
    return this.#info
  }
}
