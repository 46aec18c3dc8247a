import { join } from 'node:path'
import * as z from 'zod'
import type { Log } from '../../core/errors/log'
import { storedTuning, type StoredTuning, type TuningStore } from '../../core/models/tuningStore'
import { openJson } from './jsonFile'
import type { JsonFormat } from './jsonFormat'
import type { SingleFile } from './singleFile'

/**
 * So that the file never outgrows its limit; the oldest of a kind go first. One being measured has up to 160 kB, a chosen one up to 20 kB.
 */
const MOST = { measuring: 40, chosen: 60 }

/** By key, oldest first. One that cannot be read is dropped, alone. */
const tunings = z.record(z.string(), z.unknown()).catch({}).transform(readable)
interface Tunings {
  tunings: Readonly<Record<string, StoredTuning>>
}
const format: JsonFormat<Tunings> = { schema: z.object({ tunings }), migrations: [], maxBytes: 8_000_000 }

/** `<folder>/tunings.json`, made from the single file where there is none yet. Never throws. */
export function openTunings(folder: string, { log, singleFile }: { log: Log; singleFile: SingleFile | null }): TuningStore {
  const { value, write } = openJson(join(folder, 'tunings.json'), format, { log, initial: singleFile?.tunings ?? null })
  let kept = new Map(Object.entries(value.tunings))
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, tuning) => {
      const next = new Map(newest([...new Map(kept).set(key, tuning)]))
      write({ tunings: Object.fromEntries(next) })
      kept = next
    }
  }
}

function readable(records: Record<string, unknown>): Tunings['tunings'] {
  const parsed = Object.entries(records).map(([key, value]) => [key, storedTuning.safeParse(value).data] as const)
  return Object.fromEntries(newest(parsed.filter((entry): entry is [string, StoredTuning] => entry[1] !== undefined)))
}

// Models that were tried once must not push out the tuning of one that is in use: a chosen tuning does not change by itself.
function newest(all: [string, StoredTuning][]): [string, StoredTuning][] {
  const keysOf = (kind: StoredTuning['kind']): string[] => all.filter(([, tuning]) => tuning.kind === kind).map(([key]) => key)
  const kept = new Set([...keysOf('measuring').slice(-MOST.measuring), ...keysOf('chosen').slice(-MOST.chosen)])
  return all.filter(([key]) => kept.has(key))
}
