import { EngineFailure } from '../../../engine/engine'
import type { EngineTuning } from '../../../engine/tuning/engineTuning'
import { delay } from '../async/delay'
import { EngineSlot } from './engineSlot'
import { ExpectedError } from '../errors/expectedError'
import type { Clock } from '../async/clock'
import type { EngineLauncher, LaunchedEngine } from './engineLauncher'
import type { EngineWatch } from './engineWatch'
import type { InspectModelFile } from './inspectModelFile'
import type { Log } from '../errors/log'
import type { LibraryEntry } from './modelLibrary'

/** Tokens. The KV cache of a longer context may take more memory than a usual computer has free. */
const MAX_CONTEXT_SIZE = 8_192

export interface LoadAttemptPorts {
  launcher: EngineLauncher
  inspectFile: InspectModelFile
  clock: Clock
  log: Log
  watch: EngineWatch
}

/**
 * Why a model is loaded again.
 * - `died`: its engine exited unasked. `lostDevice`: the graphics card that is not used any more, if any; its name is not always known.
 * - `unresponsive`: Hearth ended the engine, because it did not become idle when it was told to stop.
 * - `restarted`: the person ended it, because it gave no answer.
 */
export type Recovery =
  { readonly kind: 'died'; readonly lostDevice: LostDevice | null } | { readonly kind: 'unresponsive' } | { readonly kind: 'restarted' }
export interface LostDevice {
  readonly name: string | null
}

interface LoadPlan {
  entry: LibraryEntry
  gpu: 'auto' | 'off'
  tuning: EngineTuning | null
  /** Milliseconds to wait first. */
  wait: number
  /** Set when this load takes the place of an engine that is gone. */
  recovery: Recovery | null
}

/** One try to load one model into a new engine. */
export class LoadAttempt {
  readonly plan: LoadPlan
  readonly #ports: LoadAttemptPorts
  readonly #controller = new AbortController()
  #slot: EngineSlot | null = null

  constructor(plan: LoadPlan, ports: LoadAttemptPorts) {
    this.plan = plan
    this.#ports = ports
  }

  get isCancelled(): boolean {
    return this.#controller.signal.aborted
  }

  /** Null when it was cancelled. Rejects with what went wrong; the engine is gone then. `onPercent` gets each whole percent once. */
  async run(onPercent: (percent: number) => void): Promise<EngineSlot | null> {
    const { entry, gpu, tuning, wait } = this.plan
    try {
      if (wait > 0) await delay(this.#ports.clock, wait, this.#controller.signal)
      const problem = this.isCancelled ? null : await this.#ports.inspectFile(entry.path)
      if (problem) throw new ExpectedError(problem)
      if (this.isCancelled) return null
      const slot = new EngineSlot(this.#launch(), entry, gpu)
      this.#slot = slot
      const endWatch = this.#ports.watch.begin('loading', slot.engine)
      await slot.load({ maxContextSize: MAX_CONTEXT_SIZE, tuning }, wholePercents(onPercent)).finally(endWatch)
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
