import type { EngineMemory, GraphicsFailure, LoadedFormat, LoadedInfo, LoadOptions, LoadSpec } from '../../../engine/engine'
import type { EngineTuning } from '../../../engine/tuning/engineTuning'
import type { GpuOffload } from '../../../shared/domain/model'
import type { WantedContext } from './contextChoices'
import type { LaunchedEngine } from './engineLauncher'
import type { LibraryEntry } from './modelLibrary'
import type { KnownTuning } from './tuner'

/** How a model was loaded, for a load that must be the same. */
export interface SameFit {
  readonly contextSize: number
  readonly gpuLayers: number
}

/** What is loaded into it, and how. */
interface SlotPlan {
  readonly entry: LibraryEntry
  readonly gpu: 'auto' | 'off'
  readonly context: WantedContext
  readonly known: KnownTuning | null
}

/** One launched engine with the model it is for. It may be in use when another takes its place: then it ends after that use. */
export class EngineSlot {
  readonly engine: LaunchedEngine
  readonly entry: LibraryEntry
  readonly gpu: 'auto' | 'off'
  /** The context that it was to be loaded with. */
  readonly context: WantedContext
  /** What was known of its tuning when it was loaded. */
  readonly known: KnownTuning | null
  #info: LoadedInfo | null = null
  #uses = 0
  readonly #waiting = new Set<() => void>()
  #isRetired = false
  #isEnding = false

  constructor(engine: LaunchedEngine, { entry, gpu, context, known }: SlotPlan) {
    this.engine = engine
    this.entry = entry
    this.gpu = gpu
    this.context = context
    this.known = known
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

  /** Set when a graphics card failed while its model was loaded, which is on the CPU for that reason. */
  get graphicsFailure(): GraphicsFailure | null {
    return this.#loaded().graphicsFailure ?? null
  }

  get fit(): SameFit {
    return { contextSize: this.contextSize, gpuLayers: this.offload.gpuLayers }
  }

  get usesGpu(): boolean {
    return this.offload.backend !== 'cpu' && this.offload.gpuLayers > 0
  }

  async load(spec: Omit<LoadSpec, 'path' | 'gpu'>, options: LoadOptions): Promise<void> {
    this.#info = await this.engine.load({ path: this.entry.path, gpu: this.gpu, ...spec }, options)
  }

  /** Of this moment; null when the engine is gone. */
  memory(): Promise<EngineMemory | null> {
    return this.engine.measureMemory().catch(() => null) // an engine that is lost is told elsewhere
  }

  /** Resolves when no use of it is left, or it is gone. */
  async idle(): Promise<void> {
    if (this.isInUse) await Promise.race([new Promise<void>((resolve) => this.#waiting.add(resolve)), this.engine.exited])
  }

  use(): void {
    this.#uses += 1
  }

  async release(): Promise<void> {
    this.#uses -= 1
    if (!this.isInUse) for (const resolve of this.#waiting) resolve()
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
