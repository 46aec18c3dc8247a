import * as z from 'zod'
import { chunks, chunkSize } from './chunks'

const threads = z.number().int().min(1).max(1024)

/**
 * How the engine uses this computer for one model. At most `readingThreads` compute on the CPU while a prompt is read, fewer where other programs
 * have a core; how many write the reply follows what tokens take (docs/decisions/0004). The pinned numbers do not change. `offloads`: whether layers may be on a
 * graphics card; the other figures hold for nothing else. `chunks`: how a prompt is cut (`nextCut`).
 */
export const engineTuning = z.object({
  offloads: z.boolean(),
  readingThreads: threads,
  pinnedReadingThreads: threads.exactOptional(),
  pinnedWritingThreads: threads.exactOptional(),
  flashAttention: z.boolean(),
  chunks
})
export type EngineTuning = Readonly<z.infer<typeof engineTuning>>

/** `size` tokens from the token `at` on were evaluated in one whole chunk, which took `ms`. */
export const chunkTiming = z.object({ at: z.number().int().min(0), size: chunkSize, ms: z.number().min(0) })

/** `isDisturbed`: by fewer threads than usual, or while other programs had a core of theirs: it says nothing of what chunks take. */
export const prefillTiming = chunkTiming.extend({ isDisturbed: z.literal(true).exactOptional() })
export type PrefillTiming = Readonly<z.infer<typeof prefillTiming>>

/** More timings than this are not reported for one generation. */
export const MAX_PREFILL_TIMINGS = 512
