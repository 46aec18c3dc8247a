import { createHash } from 'node:crypto'
import type { PrefillTiming } from '../../../engine/tuning/engineTuning'
import type { GraphicsCard } from '../../../engine/engine'
import type { Clock } from '../async/clock'
import type { Log } from '../errors/log'
import type { LibraryEntry } from './modelLibrary'
import type { LoadRecord, LoadRecordStore } from './loadRecordStore'
import { addReading, readingPace, readingTime } from './readingSpeed'
import type { Computer } from './tuningKey'

interface LoadRecordsPorts {
  loadRecords: LoadRecordStore
  computer: Computer
  /** Version of the graphics driver; null where it cannot be had. */
  graphicsDriver: string | null
  clock: Pick<Clock, 'monotonic'>
  log: Log
}

const EMPTY: LoadRecord = { resident: null, reading: null, failedCard: null }
/** A figure that is hardly larger than the stored one is not worth a write. */
const NOTABLE = 1.05
/** Milliseconds after a reading in which other programs are taken to have what they had then. */
const PACE_HOLDS = 60_000

/**
 * Remembers across starts what loading a model has shown: the memory it took, and the graphics card that failed with it. A failure counts
 * for the driver version it happened with; where that is unknown, for the version of the engine.
 */
export class LoadRecords {
  readonly #ports: LoadRecordsPorts
  readonly #driver: string
  /** How many times as long as usual each model read last. Not kept: other programs come and go. */
  readonly #pace = new Map<string, { times: number; at: number }>()

  constructor(ports: LoadRecordsPorts) {
    this.#ports = ports
    this.#driver = ports.graphicsDriver ?? `engine ${ports.computer.engineVersion}`
  }

  resident(entry: LibraryEntry): LoadRecord['resident'] {
    return this.#read(entry).resident
  }

  /** `bytes`: RAM of the engine after a generation. The most that was seen with the longest context counts. */
  learnResident(entry: LibraryEntry, seen: { readonly bytes: number; readonly contextSize: number }): void {
    const before = this.resident(entry)
    if (before && seen.contextSize < before.contextSize) return
    if (before && seen.contextSize === before.contextSize && seen.bytes < before.bytes * NOTABLE) return
    this.#write(entry, { resident: { bytes: seen.bytes, contextSize: seen.contextSize } })
  }

  /** The expected time in ms for the tokens of a prompt from `from` up to `to`; null where too little is known. */
  readingTime(entry: LibraryEntry, from: number, to: number, backend: string): number | null {
    const usual = readingTime(this.#read(entry).reading, from, to, backend)
    const pace = this.#pace.get(this.#key(entry))
    const holds = pace !== undefined && this.#ports.clock.monotonic() - pace.at < PACE_HOLDS
    return usual === null ? null : usual * (holds ? pace.times : 1)
  }

  learnReading(entry: LibraryEntry, timings: readonly PrefillTiming[], backend: string): void {
    if (timings.length === 0) return
    const { reading } = this.#read(entry)
    this.#pace.set(this.#key(entry), { times: readingPace(reading, timings, backend), at: this.#ports.clock.monotonic() })
    // What is disturbed is not usual, but more than nothing.
    const learnt = reading?.backend === backend ? timings.filter(({ isDisturbed }) => !isDisturbed) : timings
    if (learnt.length > 0) this.#write(entry, { reading: addReading(reading, learnt, backend) })
  }

  /** The card that must not be used for this model; null: any may. */
  failedCard(entry: LibraryEntry): GraphicsCard | null {
    const { failedCard } = this.#read(entry)
    return failedCard?.driver === this.#driver ? failedCard : null
  }

  rememberFailedCard(entry: LibraryEntry, { name, backend }: GraphicsCard): void {
    this.#write(entry, { failedCard: { name, backend, driver: this.#driver } })
  }

  forgetFailedCard(entry: LibraryEntry): void {
    if (this.#read(entry).failedCard) this.#write(entry, { failedCard: null })
  }

  #read(entry: LibraryEntry): LoadRecord {
    return this.#ports.loadRecords.read(this.#key(entry)) ?? EMPTY
  }

  #write(entry: LibraryEntry, changes: Partial<LoadRecord>): void {
    try {
      this.#ports.loadRecords.write(this.#key(entry), { ...this.#read(entry), ...changes })
    } catch (thrown) {
      this.#ports.log.error('What a load has shown could not be saved', thrown)
    }
  }

  // A file that is replaced by one of another size is another model.
  #key({ path, model }: LibraryEntry): string {
    const parts = [path, model.bytes, this.#ports.computer.engineVersion]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  }
}
