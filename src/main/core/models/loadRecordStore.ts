import * as z from 'zod'
import { readingSpeed } from './readingSpeed'
import { graphicsBackend } from '../../../shared/domain/model'

const bytes = z.number().min(0)
const tokens = z.number().int().min(1)

/** What loading one model has shown. */
export const loadRecord = z.object({
  /** RAM that its engine took with all of it on the CPU, with a context of so many tokens. */
  resident: z.object({ bytes, contextSize: tokens }).nullable().catch(null),
  /** How fast it reads a prompt. */
  reading: readingSpeed.nullable().catch(null),
  /** The graphics card that failed with it; `driver`: its version then. */
  failedCard: z.object({ name: z.string().nullable(), backend: graphicsBackend.nullable(), driver: z.string() }).nullable().catch(null)
})
export type LoadRecord = z.infer<typeof loadRecord>

/** By model (`LoadRecords`). `write` throws a StorageFailure when it cannot be kept. */
export interface LoadRecordStore {
  read(key: string): LoadRecord | null
  write(key: string, record: LoadRecord): void
}
