import type { EngineSilence, EngineWork } from '../../../shared/domain/engineSilence'
import type { Clock } from '../async/clock'
import type { EventPublisher } from '../eventHub'
import type { LaunchedEngine } from './engineLauncher'

const TICK = 1_000 // ms
/** Ticks without a sign of life after which the person is asked. Engines give one every few seconds, whatever they compute. */
const PATIENCE = 15
/** Ticks without an answer, of an engine that is alive: a driver that hangs lets the rest of its process go on. No step of a reply takes so long. */
const PATIENCE_ALIVE = 60

interface EngineWatchPorts {
  clock: Clock
  events: EventPublisher
}

interface Watched {
  /** Ticks since the last sign of life, and how many of them the person is asked at. */
  silent: number
  askAt: number
  /** The same for the last answer: progress, text or a result. */
  answerless: number
  askAliveAt: number
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
    const watched: Watched = { silent: 0, askAt: PATIENCE, answerless: 0, askAliveAt: PATIENCE_ALIVE }
    this.#watched.set(work, watched)
    this.#show(work, null)
    const asks = (): boolean => work === 'generating' && watched.answerless >= watched.askAliveAt
    const forget = engine.onSignOfLife((isAnswer) => {
      watched.silent = 0
      watched.askAt = PATIENCE
      if (isAnswer) {
        watched.answerless = 0
        watched.askAliveAt = PATIENCE_ALIVE
      }
      if (this.#watched.get(work) === watched && !asks()) this.#show(work, null)
    })
    let cancel = (): void => undefined
    const tick = (): void => {
      watched.silent += 1
      watched.answerless += 1
      if (this.#watched.get(work) === watched) {
        if (watched.silent >= watched.askAt) this.#show(work, watched.askAt)
        else if (asks()) this.#show(work, watched.askAliveAt)
      }
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
    watched.askAliveAt = watched.answerless + PATIENCE_ALIVE
    this.#show(work, null)
  }

  #show(work: EngineWork, ticks: number | null): void {
    const seconds = ticks === null ? null : (ticks * TICK) / 1_000
    if (this.#silence[work] === seconds) return
    this.#silence = { ...this.#silence, [work]: seconds }
    this.#ports.events.emit('model.silent', { silence: this.#silence })
  }
}
