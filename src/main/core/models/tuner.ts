import { isDeepStrictEqual } from 'node:util'
import type { LoadedInfo } from '../../../engine/engine'
import type { EngineTuning, PrefillTiming } from '../../../engine/tuning/engineTuning'
import { addTimings } from '../../../engine/tuning/prefillSamples'
import { chooseTuning, trialTuning, type TuningEvidence } from '../../../engine/tuning/tuningChoice'
import { assertNever } from '../../../shared/assertNever'
import type { Log } from '../errors/log'
import type { LibraryEntry } from './modelLibrary'
import type { StoredTuning, TuningStore } from './tuningStore'
import { tuningKey, type Computer } from './tuningKey'

interface TunerPorts {
  tunings: TuningStore
  computer: Computer
  log: Log
}

export interface KnownTuning {
  readonly tuning: EngineTuning
  /** Whether it is tried out, and not known to work. */
  readonly isTrial: boolean
}

/**
 * Learns from the prefill of ordinary generations how a model runs best on this computer. What it has chosen once for a kind of device
 * it never changes.
 */
export class Tuner {
  readonly #ports: TunerPorts
  /** What was chosen after an engine died, also where it cannot be saved: the same must not be tried out again. */
  readonly #stopped = new Map<string, StoredTuning>()

  constructor(ports: TunerPorts) {
    this.#ports = ports
  }

  /**
   * For the next load of this model with this plan for the GPU; null: nothing is known. The engine ignores one of another kind of device.
   */
  known(entry: LibraryEntry, gpu: 'auto' | 'off'): KnownTuning | null {
    const stored = (gpu === 'auto' ? this.#read(entry, true) : null) ?? this.#read(entry, false)
    switch (stored?.kind) {
      case undefined:
        return null
      case 'measuring':
        return trial(stored)
      case 'chosen':
        return { tuning: stored.tuning, isTrial: false }
      default:
        return assertNever(stored)
    }
  }

  /** `loaded`: how the model was loaded that the timings are of. They serve from the next load on. */
  learn(entry: LibraryEntry, loaded: Pick<LoadedInfo, 'contextSize' | 'tuning'>, timings: readonly PrefillTiming[]): void {
    const { offloads, flashAttention } = loaded.tuning
    const stored = this.#read(entry, offloads)
    if (stored?.kind === 'chosen') return
    const before: TuningEvidence = stored ?? { safe: loaded.tuning, samples: [], contextSize: loaded.contextSize }
    const samples = addTimings(before.samples, timings, flashAttention)
    if (samples === before.samples) return
    const evidence = { ...before, samples }
    const tuning = chooseTuning(evidence)
    if (tuning) this.#ports.log.info(`Chosen for ${entry.model.name}: ${describe(tuning)}`)
    const key = tuningKey(entry, this.#ports.computer, offloads)
    this.#write(key, tuning ? { kind: 'chosen', tuning } : { kind: 'measuring', ...evidence })
  }

  /** An engine died with a tuning that was tried out: the safe one is used from then on, and nothing is measured any more. */
  stopMeasuring(entry: LibraryEntry, { offloads }: EngineTuning): void {
    const stored = this.#read(entry, offloads)
    if (stored?.kind !== 'measuring') return
    this.#ports.log.warn(`The engine failed while ${entry.model.name} was being measured: it is measured no more`)
    const [key, chosen] = [tuningKey(entry, this.#ports.computer, offloads), { kind: 'chosen', tuning: stored.safe } as const]
    this.#stopped.set(key, chosen)
    this.#write(key, chosen)
  }

  // An earlier version stored one tuning for all kinds of device.
  #read(entry: LibraryEntry, offloads: boolean): StoredTuning | null {
    const { tunings, computer } = this.#ports
    const stopped = this.#stopped.get(tuningKey(entry, computer, offloads))
    if (stopped) return stopped
    const stored = [tuningKey(entry, computer, offloads), tuningKey(entry, computer)].map((key) => tunings.read(key))
    return stored.find((each) => each !== null && isOf(each, offloads)) ?? null
  }

  #write(key: string, value: StoredTuning): void {
    try {
      this.#ports.tunings.write(key, value)
    } catch (thrown) {
      this.#ports.log.error('A tuning could not be saved', thrown)
    }
  }
}

function trial(evidence: TuningEvidence): KnownTuning {
  const tuning = trialTuning(evidence)
  return { tuning, isTrial: !isDeepStrictEqual(tuning, evidence.safe) }
}

/** Whether an engine on this kind of device runs with a tuning that is tried out. */
export const isTrialOn = (known: KnownTuning | null, offloads: boolean): known is KnownTuning =>
  known !== null && known.isTrial && known.tuning.offloads === offloads

const isOf = (stored: StoredTuning, offloads: boolean): boolean =>
  (stored.kind === 'chosen' ? stored.tuning : stored.safe).offloads === offloads

function describe({ readingThreads, flashAttention, chunks }: EngineTuning): string {
  const sizes = chunks.map(({ from, size }) => (from === 0 ? `${size}` : `${size} from token ${from} on`)).join(', ')
  return `${readingThreads} threads read chunks of ${sizes}; flash attention ${flashAttention ? 'on' : 'off'}`
}
