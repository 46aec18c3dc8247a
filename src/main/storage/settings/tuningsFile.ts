import { join } from 'node:path'
import * as z from 'zod'
import type { Log } from '../../core/errors/log'
import { storedTuning, type StoredTuning, type TuningStore } from '../../core/models/tuningStore'
import { openJson } from './jsonFile'
import type { JsonFormat } from './jsonFormat'
import type { SingleFile } from './singleFile'

const MOST = 40 // tunings of up to 160 kB; the oldest go first, so that the file never outgrows its limit

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
      const next = new Map([...new Map(kept).set(key, tuning)].slice(-MOST))
      write({ tunings: Object.fromEntries(next) })
      kept = next
    }
  }
}

function readable(records: Record<string, unknown>): Tunings['tunings'] {
  const parsed = Object.entries(records)
    .slice(-MOST)
    .map(([key, value]) => [key, storedTuning.safeParse(value).data] as const)
  return Object.fromEntries(parsed.filter((entry): entry is [string, StoredTuning] => entry[1] !== undefined))
}
