import * as z from 'zod'
import { engineTuning } from '../../../engine/tuning/engineTuning'
import { prefillSample } from '../../../engine/tuning/prefillSamples'

const measuring = z.object({
  kind: z.literal('measuring'),
  /** The tuning of a load that knew nothing. */
  safe: engineTuning,
  /** In tokens. */
  contextSize: z.number().int().min(1),
  samples: z.array(prefillSample).max(1_000).readonly()
})
const chosen = z.object({ kind: z.literal('chosen'), tuning: engineTuning })

/**
 * measuring: prefill is still being timed · chosen: used from then on, and never changed. A bare tuning was chosen by an earlier version.
 */
export const storedTuning = z.union([
  z.discriminatedUnion('kind', [measuring, chosen]),
  engineTuning.transform((tuning) => ({ kind: 'chosen' as const, tuning }))
])
export type StoredTuning = z.infer<typeof storedTuning>

/** Tunings by model and computer (`tuningKey`). `write` throws a StorageFailure when it cannot be kept. */
export interface TuningStore {
  read(key: string): StoredTuning | null
  write(key: string, value: StoredTuning): void
}
