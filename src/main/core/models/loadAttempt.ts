import { EngineFailure, type GraphicsCard, type LoadSpec } from '../../../engine/engine'
import { delay } from '../async/delay'
import { EngineSlot, type SameFit } from './engineSlot'
import { ExpectedError } from '../errors/expectedError'
import type { Clock } from '../async/clock'
import type { ContextChange } from './contextChange'
import type { WantedContext } from './contextChoices'
import type { EngineLauncher, LaunchedEngine } from './engineLauncher'
import type { EngineWatch } from './engineWatch'
import type { InspectModelFile } from './inspectModelFile'
import type { Log } from '../errors/log'
import type { MemoryPlanner } from './memoryPlanner'
import type { LibraryEntry } from './modelLibrary'
import type { KnownTuning } from './tuner'

export interface LoadAttemptPorts {
  launcher: EngineLauncher
  inspectFile: InspectModelFile
  memory: MemoryPlanner
  clock: Clock
  log: Log
  watch: EngineWatch
}

/**
 * Why a model is loaded again.
 * - `died`: its engine exited unasked. `lostDevice`: the graphics card that is not used any more, if any; its name is not always known.
 * - `graphicsDied`: its engine exited while the model was being loaded onto this graphics card, which is not used for it any more.
 * - `unresponsive`: Hearth ended the engine, because it did not become idle when it was told to stop.
 * - `restarted`: the person ended it, because it gave no answer.
 * - `displaced`: it had been ended to make room for another model, which is not used after all.
 */
export type Recovery =
  | { readonly kind: 'died'; readonly lostDevice: { readonly name: string | null } | null }
  | { readonly kind: 'graphicsDied'; readonly card: GraphicsCard }
  | { readonly kind: 'unresponsive' | 'restarted' | 'displaced' }

export interface LoadPlan {
  entry: LibraryEntry
  gpu: 'auto' | 'off'
  avoidCard: string | null
  known: KnownTuning | null
  context: WantedContext
  /** Set when it is loaded again for another context. */
  change: ContextChange | null
  /** Goes before the context; null: as that is. */
  fit: SameFit | null
  /** Milliseconds to wait first. */
  wait: number
  /** Set when this load takes the place of an engine that is gone. */
  recovery: Recovery | null
  /** Called once its file is known to be good, before its engine is launched. Resolves when there is room for it. */
  makeRoom: () => Promise<void>
}

/** One try to load one model into a new engine. */
export class LoadAttempt {
  readonly plan: LoadPlan
  readonly #ports: LoadAttemptPorts
  readonly #controller = new AbortController()
  #slot: EngineSlot | null = null
  #card: GraphicsCard | null = null

  constructor(plan: LoadPlan, ports: LoadAttemptPorts) {
    this.plan = plan
    this.#ports = ports
  }

  get isCancelled(): boolean {
    return this.#controller.signal.aborted
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** The graphics card that the model is being loaded onto, or that is being looked for. */
  get card(): GraphicsCard | null {
    return this.#card
  }

  /** Null when it was cancelled. Rejects with what went wrong; the engine is gone then. `onPercent` gets each whole percent once. */
  async run(onPercent: (percent: number) => void): Promise<EngineSlot | null> {
    const { entry, wait } = this.plan
    try {
      if (wait > 0) await delay(this.#ports.clock, wait, this.#controller.signal)
      const problem = this.isCancelled ? null : await this.#ports.inspectFile(entry.path)
      if (problem) throw new ExpectedError(problem)
      if (!this.isCancelled) await this.plan.makeRoom()
      const spec = await this.#spec()
      if (this.isCancelled) return null
      const slot = new EngineSlot(this.#launch(), this.plan)
      this.#slot = slot
      const endWatch = this.#ports.watch.begin('loading', slot.engine)
      const options = { onProgress: wholePercents(onPercent), onGraphicsCard: (card: GraphicsCard | null) => void (this.#card = card) }
      await slot.load(spec, options).finally(endWatch)
      if (this.isCancelled) return null
      this.#ports.log.info(`Loaded ${describe(slot)}`)
      return slot
    } catch (thrown) {
      await this.#slot?.end()
      if (this.isCancelled) return null
      throw thrown
    }
  }

  /** Ends the engine at once; resolves when it is gone. */
  async cancel(): Promise<void> {
    this.#controller.abort()
    await this.#slot?.end()
  }

  async #spec(): Promise<Omit<LoadSpec, 'path' | 'gpu'>> {
    const { entry, known, fit, context, avoidCard } = this.plan
    const isFixed = !fit && context.isFixed
    const inRam = fit || isFixed ? null : await this.#ports.memory.contextInRam(entry)
    return {
      maxContextSize: fit?.contextSize ?? context.tokens,
      ...(isFixed && { isContextFixed: true }),
      ...(inRam !== null && inRam < context.tokens && { maxContextSizeInRam: inRam }),
      ...(fit && fit.gpuLayers > 0 && { gpuLayers: fit.gpuLayers }),
      ...(avoidCard !== null && { avoidCard }),
      tuning: known?.tuning ?? null
    }
  }

  // A file that is no program makes `launch` throw on some systems; on others the process exits at once.
  #launch(): LaunchedEngine {
    try {
      return this.#ports.launcher.launch()
    } catch (thrown) {
      this.#ports.log.error('The engine could not be launched', thrown)
      throw new EngineFailure('unavailable', String(thrown))
    }
  }
}

function describe({ entry, offload, contextSize }: EngineSlot): string {
  return `${entry.model.name}: ${offload.backend}, ${offload.gpuLayers} of ${offload.totalLayers} layers on the GPU, ${contextSize} tokens of context`
}

function wholePercents(onPercent: (percent: number) => void): (progress: number) => void {
  let last = 0
  return (progress) => {
    const percent = Math.floor(progress * 100)
    if (percent <= last) return
    last = percent
    onPercent(percent)
  }
}
