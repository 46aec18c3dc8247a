import type { MakingRoom } from '../../../shared/domain/model'
import type { Clock } from '../async/clock'
import { aborted } from '../async/aborted'
import { delay } from '../async/delay'
import type { Log } from '../errors/log'
import type { EngineSlot, SameFit } from './engineSlot'
import type { LoadAttempt, Recovery } from './loadAttempt'
import type { MemoryPlanner } from './memoryPlanner'
import type { LibraryEntry } from './modelLibrary'

/** ms that an engine has to end once it is killed. One that hangs in its driver may never do so. */
const END_TIME = 5_000

interface EngineRoomPorts {
  memory: MemoryPlanner
  clock: Clock
  log: Log
}

/** A model that was in use, and how it is loaded where the one being loaded is not used after all. */
interface Displaced {
  readonly entry: LibraryEntry
  readonly recovery: Recovery
  readonly fit: SameFit | null
}

interface Making {
  readonly current: EngineSlot | null
  /** A reply is being written: the engine in use is ended after it. */
  readonly onWaiting: () => void
  /** The engines that run are about to be ended; nobody may use one from now on. */
  readonly onEnding: () => void
}

/** The engines that run, and how they make room for one that does not fit into the memory beside them. */
export class EngineRoom {
  /** Those that have been in use and have not exited. */
  readonly running: EngineSlot[] = []
  readonly #ports: EngineRoomPorts
  #making: MakingRoom | null = null
  #displaced: Displaced | null = null

  constructor(ports: EngineRoomPorts) {
    this.#ports = ports
  }

  /** How room is being made, or has been made, for the model being loaded; null: it needs none. */
  get making(): MakingRoom | null {
    return this.#making
  }

  /** Whether the load waits for the reply that the engine in use writes. */
  get isAwaited(): boolean {
    return this.#making?.state === 'replying'
  }

  /** The engine in use ended while another model is being loaded. */
  displace(displaced: Displaced): void {
    this.#displaced = displaced
  }

  get displaced(): Displaced | null {
    return this.#displaced
  }

  /** The model that made room, or whose engine ended meanwhile, if any; it is told once. */
  takeDisplaced(): Displaced | null {
    const displaced = this.#displaced
    this.#displaced = null
    this.#making = null
    return displaced
  }

  /** The load that needed room is not wanted any more. The model before it is still to be told. */
  giveUp(): void {
    this.#making = null
  }

  remove(slot: EngineSlot): void {
    const index = this.running.indexOf(slot)
    if (index >= 0) this.running.splice(index, 1)
  }

  /** Resolves when there is room for it, or when it is cancelled. `ends`: engines that are to be gone first. */
  async make(attempt: LoadAttempt, ends: readonly Promise<void>[], { current, onWaiting, onEnding }: Making): Promise<void> {
    const { entry, context, change } = attempt.plan
    await this.#ended([...ends, ...this.running.filter(({ isEnding }) => isEnding).map((slot) => slot.end())])
    const staying = this.running.filter(({ isEnding }) => !isEnding)
    const [first] = staying
    if (!first || attempt.isCancelled || (await this.#ports.memory.fitsBeside(entry, staying, context.tokens))) return
    if (attempt.isCancelled) return
    const before = (current ?? first).entry
    this.#making = { model: before.model.name, state: 'replying' }
    while (!attempt.isCancelled && staying.some((slot) => slot.isInUse && this.running.includes(slot))) {
      onWaiting()
      await Promise.race([Promise.all(staying.map((slot) => slot.idle())), aborted(attempt.signal)])
    }
    if (attempt.isCancelled) return
    this.#making = { model: before.model.name, state: 'ended' }
    if (current) this.#displaced ??= { entry: current.entry, recovery: { kind: 'displaced' }, fit: change && current.fit }
    onEnding()
    this.#ports.log.info(`${before.model.name} is ended to make room for ${entry.model.name}`)
    await this.#ended(staying.map((slot) => slot.end()))
  }

  /** Resolves when they are gone, or when they have had their time. */
  async #ended(ends: readonly Promise<void>[]): Promise<void> {
    if (ends.length === 0) return
    const { clock, log } = this.#ports
    const timer = new AbortController()
    const isGone = await Promise.race([Promise.all(ends).then(() => true), delay(clock, END_TIME, timer.signal).then(() => false)])
    timer.abort()
    if (!isGone) log.warn(`An engine did not end within ${END_TIME / 1_000} s. The next one is started beside it`)
  }
}
