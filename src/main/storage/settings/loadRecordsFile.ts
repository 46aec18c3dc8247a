import { join } from 'node:path'
import * as z from 'zod'
import type { Log } from '../../core/errors/log'
import { loadRecord, type LoadRecord, type LoadRecordStore } from '../../core/models/loadRecordStore'
import { openJson } from './jsonFile'
import type { JsonFormat } from './jsonFormat'

/** The oldest go first. Each has less than a kilobyte. */
const MOST = 200

/** By key, oldest first. One that cannot be read is dropped, alone. */
const records = z.record(z.string(), z.unknown()).catch({}).transform(readable)
interface Records {
  records: Readonly<Record<string, LoadRecord>>
}
const format: JsonFormat<Records> = { schema: z.object({ records }), migrations: [], maxBytes: 1_000_000 }

/** `<folder>/loads.json`. Never throws. */
export function openLoadRecords(folder: string, { log }: { log: Log }): LoadRecordStore {
  const { value, write } = openJson(join(folder, 'loads.json'), format, { log, initial: null })
  let kept = new Map(Object.entries(value.records))
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, record) => {
      const others = [...kept].filter(([other]) => other !== key)
      const next = new Map([...others, [key, record] as const].slice(-MOST))
      write({ records: Object.fromEntries(next) })
      kept = next
    }
  }
}

function readable(all: Record<string, unknown>): Records['records'] {
  const parsed = Object.entries(all).map(([key, value]) => [key, loadRecord.safeParse(value).data] as const)
  return Object.fromEntries(parsed.filter((entry): entry is [string, LoadRecord] => entry[1] !== undefined).slice(-MOST))
}
