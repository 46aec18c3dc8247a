import type { Engine } from '../../engine/engine'
import type { EngineSlot } from './engineSlot'
import type { LibraryEntry } from './ports/modelLibrary'

interface LeaseEnds {
  onReleased(isGood: boolean): void
  onUnresponsive(): void
}

/** An engine for one generation. Its owner calls `release` once it is idle, or `discard` when it does not become idle. */
export class EngineLease {
  readonly engine: Engine
  readonly entry: LibraryEntry
  readonly #ends: LeaseEnds
  #isOver = false

  constructor(slot: EngineSlot, engine: Engine, ends: LeaseEnds) {
    this.engine = engine
    this.entry = slot.entry
    this.#ends = ends
  }

  /** `isGood`: it did what it was asked to. */
  release(isGood: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#ends.onReleased(isGood)
  }

  /** Ends the engine and has its model loaded again. */
  discard(): void {
    if (!this.#isOver) this.#ends.onUnresponsive()
    this.release(false)
  }
}
