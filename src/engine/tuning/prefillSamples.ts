import * as z from 'zod'
import { chunkTiming, type PrefillTiming } from './engineTuning'

/** Tokens: chunks of one size in the same such stretch of the context are one sample. */
const STRETCH = 256
/** A sample of so many timings counts as evidence; more are not counted. */
export const ENOUGH = 3

/** The shortest of `count` timings of one chunk size in one stretch: what other programs took of the processor comes on top. */
export const prefillSample = chunkTiming.extend({ flashAttention: z.boolean(), count: z.number().int().min(1).max(ENOUGH) })
export type PrefillSample = Readonly<z.infer<typeof prefillSample>>

const stretchOf = (at: number): number => Math.floor(at / STRETCH)

/** That of chunks of `size` near the token `at`. */
export const sampleNear = (samples: readonly PrefillSample[], size: number, at: number): PrefillSample | undefined =>
  samples.find((sample) => sample.size === size && stretchOf(sample.at) === stretchOf(at))

/** Returns `samples` itself when the timings add nothing to it. Those of disturbed chunks do not. */
export function addTimings(
  samples: readonly PrefillSample[],
  timings: readonly PrefillTiming[],
  flashAttention: boolean
): readonly PrefillSample[] {
  return timings.reduce((all, { at, size, ms, isDisturbed }) => {
    if (isDisturbed) return all
    const timing = { at, size, ms }
    const alike = all.filter((sample) => sample.flashAttention === flashAttention)
    const before = sampleNear(alike, timing.size, timing.at)
    if (!before) return [...all, { ...timing, flashAttention, count: 1 }]
    if (before.count === ENOUGH && before.ms <= timing.ms) return all
    const count = Math.min(before.count + 1, ENOUGH)
    const merged = timing.ms < before.ms ? { ...timing, flashAttention, count } : { ...before, count }
    return all.map((sample) => (sample === before ? merged : sample))
  }, samples)
}
