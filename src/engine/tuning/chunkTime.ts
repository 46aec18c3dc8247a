import { CHUNK_SIZES, type ChunkSize } from './chunks'
import type { PrefillSample } from './prefillSamples'

/** The expected time in ms of a chunk of `size` at the token `at`; Infinity where nothing is known of this size or a smaller one. */
export type ChunkTime = (size: ChunkSize, at: number) => number

/** The time of a chunk grows evenly with its position: `ms` at 0, and `perToken` more for each token before it. */
interface Line {
  readonly size: ChunkSize
  readonly ms: number
  readonly perToken: number
}

/** Upper bounds from samples: a chunk takes no longer than it took before, nor than the smaller chunks of the same tokens together. */
export function chunkTimeFrom(samples: readonly PrefillSample[]): ChunkTime {
  const lines: Line[] = []
  for (const size of CHUNK_SIZES) {
    const own = samples.filter((sample) => sample.size === size)
    if (own.length > 0) lines.push(lineThrough(size, own, lines.at(-1)))
  }
  return (size, at) =>
    Math.min(...lines.filter((line) => line.size <= size).map((line) => (size / line.size) * (line.ms + line.perToken * at)))
}

// Medians (Theil–Sen), so that a single sample taken on a busy processor does not turn the line.
function lineThrough(size: ChunkSize, samples: readonly PrefillSample[], smaller: Line | undefined): Line {
  const slopes = samples.flatMap((a) => samples.filter((b) => b.at > a.at).map((b) => (b.ms - a.ms) / (b.at - a.at)))
  const scaled = smaller ? (smaller.perToken * size) / smaller.size : 0
  const perToken = slopes.length > 0 ? Math.max(0, median(slopes)) : scaled
  return { size, perToken, ms: median(samples.map(({ ms, at }) => ms - perToken * at)) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
