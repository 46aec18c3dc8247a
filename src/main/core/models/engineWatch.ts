import type { EngineSilence, EngineWork } from '../../../shared/domain/engineSilence'
import type { Clock } from '../async/clock'
import type { EventPublisher } from '../eventHub'
import type { LaunchedEngine } from './engineLauncher'

const TICK = 1_000 // ms
/** Ticks without a sign of life after which the person is asked. Engines give one every few seconds, whatever they compute. */
const PATIENCE = 15

interface EngineWatchPorts {
  clock: Clock
  events: EventPublisher
}

interface Watched {
  /** Ticks since the last sign of life. */
  silent: number
  /** How many of them the person is asked at. */
  askAt: number
}

/**
 * Notices engines that hang by themselves while they are needed. Counts ticks of its own timer and no time: while the computer sleeps or
 * main is halted nothing ticks, and what the engine sent meanwhile is read before the next tick.
 */
export class EngineWatch {
  readonly #ports: EngineWatchPorts
  readonly #watched = new Map<EngineWork, Watched>()
  #silence: EngineSilence = { loading: null, generating: null }

  constructor(ports: EngineWatchPorts) {
    this.#ports = ports
  }

  /** What the person is asked about. */
  get silence(): EngineSilence {
    return this.#silence
  }

  /** Watches an engine at this work, in place of another one. Returns what ends the watch. */
  begin(work: EngineWork, engine: LaunchedEngine): () => void {
    const watched: Watched = { silent: 0, askAt: PATIENCE }
    this.#watched.set(work, watched)
    this.#show(work, null)
    const forget = engine.onSignOfLife(() => {
      watched.silent = 0
      watched.askAt = PATIENCE
      if (this.#watched.get(work) === watched) this.#show(work, null)
    })
    let cancel = (): void => undefined
    const tick = (): void => {
      watched.silent += 1
      if (watched.silent >= watched.askAt && this.#watched.get(work) === watched) this.#show(work, watched.askAt)
      cancel = this.#ports.clock.after(TICK, tick)
    }
    cancel = this.#ports.clock.after(TICK, tick)
    return () => {
      cancel()
      forget()
      if (this.#watched.get(work) !== watched) return
      this.#watched.delete(work)
      this.#show(work, null)
    }
  }

  /** Asks no more until the same time has gone by again. */
  waitLonger(work: EngineWork): void {
    const watched = this.#watched.get(work)
    if (!watched) return
    watched.askAt = watched.silent + PATIENCE
    this.#show(work, null)
  }

  #show(work: EngineWork, ticks: number | null): void {
    const seconds = ticks === null ? null : (ticks * TICK) / 1_000
    if (this.#silence[work] === seconds) return
    this.#silence = { ...this.#silence, [work]: seconds }
    this.#ports.events.emit('model.silent', { silence: this.#silence })
  }
}
