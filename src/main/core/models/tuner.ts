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

/** Learns from the prefill of ordinary generations how a model runs best on this computer. What it has chosen once it never changes. */
export class Tuner {
  readonly #ports: TunerPorts

  constructor(ports: TunerPorts) {
    this.#ports = ports
  }

  /** For the next load of this model; null: nothing is known of it. */
  known(entry: LibraryEntry): EngineTuning | null {
    const stored = this.#ports.tunings.read(this.#keyOf(entry))
    switch (stored?.kind) {
      case undefined:
        return null
      case 'measuring':
        return trialTuning(stored)
      case 'chosen':
        return stored.tuning
      default:
        return assertNever(stored)
    }
  }

  /** `loaded`: how the model was loaded that the timings are of. They serve from the next load on. */
  learn(entry: LibraryEntry, loaded: Pick<LoadedInfo, 'contextSize' | 'tuning'>, timings: readonly PrefillTiming[]): void {
    const key = this.#keyOf(entry)
    const before = evidenceFor(loaded, this.#ports.tunings.read(key))
    const samples = before && addTimings(before.samples, timings, loaded.tuning.flashAttention)
    if (!samples || samples === before.samples) return
    const evidence = { ...before, samples }
    const tuning = chooseTuning(evidence)
    if (tuning) this.#ports.log.info(`Chosen for ${entry.model.name}: ${describe(tuning)}`)
    this.#write(key, tuning ? { kind: 'chosen', tuning } : { kind: 'measuring', ...evidence })
  }

  #write(key: string, value: StoredTuning): void {
    try {
      this.#ports.tunings.write(key, value)
    } catch (thrown) {
      this.#ports.log.error('A tuning could not be saved', thrown)
    }
  }

  #keyOf(entry: LibraryEntry): string {
    return tuningKey(entry, this.#ports.computer)
  }
}

/** Null when it is chosen. What was learnt on another kind of device is replaced. */
function evidenceFor(
  { contextSize, tuning }: Pick<LoadedInfo, 'contextSize' | 'tuning'>,
  stored: StoredTuning | null
): TuningEvidence | null {
  if (stored?.kind === 'chosen' && stored.tuning.offloads === tuning.offloads) return null
  if (stored?.kind === 'measuring' && stored.safe.offloads === tuning.offloads) {
    const { safe, samples } = stored
    return { safe, samples, contextSize: stored.contextSize }
  }
  return { safe: tuning, contextSize, samples: [] }
}

function describe({ readingThreads, writingThreads, flashAttention, chunks }: EngineTuning): string {
  const sizes = chunks.map(({ from, size }) => (from === 0 ? `${size}` : `${size} from token ${from} on`)).join(', ')
  return `${readingThreads} threads read chunks of ${sizes}; ${writingThreads} write; flash attention ${flashAttention ? 'on' : 'off'}`
}
