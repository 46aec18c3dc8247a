import * as z from 'zod'
import { CHUNK_SIZES } from '../../../engine/chunks'

const threads = z.number().int().min(1).max(1024)

/** How a model runs best on this computer, as it was measured. */
export const storedTuning = z.object({
  offloads: z.boolean(),
  readingThreads: threads,
  writingThreads: threads,
  flashAttention: z.boolean(),
  chunks: z
    .array(z.object({ from: z.number().int().min(0), size: z.literal(CHUNK_SIZES) }))
    .min(1)
    .max(6)
    .readonly()
})
export type StoredTuning = z.infer<typeof storedTuning>

/** Tunings by model and computer (`tuningKey`). `write` throws a StorageFailure when it cannot be kept. */
export interface TuningStore {
  read(key: string): StoredTuning | null
  write(key: string, value: StoredTuning): void
}
