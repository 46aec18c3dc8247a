import { EngineFailure, type EngineTuning } from '../../engine/engine'
import { delay } from './delay'
import type { EngineSlot } from './engineSlot'
import type { Clock } from './ports/clock'
import { EngineLost } from './ports/engineLauncher'
import type { Log } from './ports/log'
import type { LibraryEntry } from './ports/modelLibrary'
import type { TuningStore } from './ports/tuningStore'
import { tuningKey, type Computer } from './tuningKey'

const PATIENCE = 5_000 // ms until a measurement that does not end counts as stuck

interface TunerPorts {
  clock: Clock
  tunings: TuningStore
  computer: Computer
  log: Log
}

function describe({ readingThreads, writingThreads, flashAttention, chunks }: EngineTuning): string {
  const sizes = chunks.map(({ from, size }) => (from === 0 ? `${size}` : `${size} from token ${from} on`)).join(', ')
  return `${readingThreads} threads read chunks of ${sizes}; ${writingThreads} write; flash attention ${flashAttention ? 'on' : 'off'}`
}

/** Measures once how a model runs best on this computer, while nobody needs the engine, and remembers it. */
export class Tuner {
  readonly #ports: TunerPorts
  #running: { slot: EngineSlot; controller: AbortController; settled: Promise<void> } | null = null
  /** Measurements that cost the engine, or that it could not do: not again before Hearth is started anew. */
  readonly #failed = new Set<string>()

  constructor(ports: TunerPorts) {
    this.#ports = ports
  }

  /** What an earlier measurement found; null before there was one. */
  known(entry: LibraryEntry): EngineTuning | null {
    return this.#ports.tunings.read(tuningKey(entry, this.#ports.computer))
  }

  /** Measures unless that was done before on this device or failed, the engine is in use, or a measurement runs. */
  start(slot: EngineSlot): void {
    if (this.#running || slot.isInUse || slot.isEnding || this.#failed.has(this.#keyOf(slot))) return
    if (this.known(slot.entry)?.offloads === slot.tuning.offloads) return
    const controller = new AbortController()
    const settled = this.#measure(slot, controller.signal).finally(() => (this.#running = null))
    this.#running = { slot, controller, settled }
  }

  /** Ends the measurement. True when the engine is free; false when it was not after 5 s, or when `signal` was aborted before. */
  async interrupt(signal?: AbortSignal): Promise<boolean> {
    const running = this.#running
    if (!running) return true
    running.controller.abort()
    const end = new AbortController()
    const impatient = delay(this.#ports.clock, PATIENCE, signal ? AbortSignal.any([signal, end.signal]) : end.signal)
    const isFree = await Promise.race([running.settled.then(() => true), impatient.then(() => false)])
    end.abort() // the timer
    if (!isFree && !signal?.aborted) this.#failed.add(this.#keyOf(running.slot))
    return isFree
  }

  async #measure(slot: EngineSlot, signal: AbortSignal): Promise<void> {
    try {
      const tuning = await slot.engine.calibrate({ signal })
      if (!tuning) return
      this.#remember(slot, tuning)
      // A used engine keeps what it has read; the tuning serves from the next load on.
      if (!slot.wasUsed) await this.#retune(slot, tuning)
    } catch (thrown) {
      if (!slot.isEnding) this.#failed.add(this.#keyOf(slot))
      if (thrown instanceof EngineLost || thrown instanceof EngineFailure) this.#ports.log.warn(`No measurement: ${thrown.message}`)
      else this.#ports.log.error('While measuring the engine', thrown)
    }
  }

  // It gave its context up for another one and may have neither now: it is ended, and so started again with what was found.
  async #retune({ engine }: EngineSlot, tuning: EngineTuning): Promise<void> {
    try {
      await engine.retune(tuning)
    } catch (thrown) {
      if (!(thrown instanceof EngineFailure)) throw thrown
      this.#ports.log.warn(`The engine could not take the tuning and is ended: ${thrown.message}`)
      await engine.end()
    }
  }

  #keyOf({ entry, tuning }: EngineSlot): string {
    return `${tuningKey(entry, this.#ports.computer)} ${tuning.offloads}`
  }

  #remember(slot: EngineSlot, tuning: EngineTuning): void {
    const { tunings, computer, log } = this.#ports
    log.info(`Measured: ${describe(tuning)}`)
    try {
      tunings.write(tuningKey(slot.entry, computer), tuning)
    } catch (thrown) {
      log.error('The measurement could not be saved', thrown)
    }
  }
}
