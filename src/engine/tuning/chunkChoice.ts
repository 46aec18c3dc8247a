import { CHUNK_SIZES, type Chunks, type ChunkSize } from './chunks'
import { chunkTimeFrom, type ChunkTime } from './chunkTime'
import { ENOUGH, sampleNear, type PrefillSample } from './prefillSamples'

/** Stop waits for one chunk at most; a little less than the 250 ms that it may take. */
const LIMIT_MS = 240
/** In a trial: the expected time is an upper bound, and the size appears once in TRIAL_STEP tokens. */
const TRIAL_LIMIT_MS = 360
/** A larger chunk that does not read this much faster only makes Stop wait. */
const CLEARLY_FASTER = 1.08
/** Tokens: where the speeds of two sizes are compared. */
const COMPARED_AT = 512
/** Tokens between two trials of the same size, at least: the time of a chunk grows with its position. */
const TRIAL_STEP = 512
/** So many trials of each size have to be evaluated before the chunks are chosen, as far as they lie in the first half of the context. */
const DECIDING_TRIALS = 2

export interface ChunkEvidence {
  readonly samples: readonly PrefillSample[]
  /** In tokens. */
  readonly contextSize: number
  /** Used where nothing is known of larger chunks. */
  readonly safe: ChunkSize
}

/**
 * Chunks for a load whose prefill is to be timed. In each step every size appears once, in rising order, as far as its expected time keeps
 * the limit of a trial; the rest is read in `safe`. Stop waits no longer than that limit, or than `safe` takes.
 */
export function trialChunks(evidence: ChunkEvidence): Chunks {
  const parts: { from: number; size: ChunkSize }[] = []
  for (const { from, size } of trials(evidence)) if (parts.at(-1)?.size !== size) parts.push({ from, size })
  return parts
}

/** At each position the largest chunk that is evaluated within the limit and is worth its wait. Null where trials are still missing. */
export function chooseChunks(evidence: ChunkEvidence): Chunks | null {
  const { samples, contextSize } = evidence
  const deciding = trials(evidence).filter(({ from, size, trial }) => trial < DECIDING_TRIALS && from + size <= contextSize / 2)
  if (deciding.some(({ from, size }) => sampleNear(samples, size, from)?.count !== ENOUGH)) return null
  const timeOf = chunkTimeFrom(samples)
  return plan(worthwhile(evidence, timeOf), timeOf, contextSize)
}

function trials({ samples, contextSize, safe }: ChunkEvidence): { from: number; size: ChunkSize; trial: number }[] {
  if (samples.length === 0) return [{ from: 0, size: safe, trial: 0 }]
  const timeOf = chunkTimeFrom(samples)
  const mayTry = (size: ChunkSize, at: number): boolean => size <= safe || timeOf(size, at) <= TRIAL_LIMIT_MS
  const sizesAt = (offset: number): readonly ChunkSize[] => CHUNK_SIZES.filter((size) => mayTry(size, offset + size))
  const step = Math.max(TRIAL_STEP, 2 * (sizesAt(0).at(-1) ?? safe))
  const all: { from: number; size: ChunkSize; trial: number }[] = []
  for (let offset = 0, trial = 0; offset < contextSize; offset += step, trial++) {
    let end = offset
    for (const size of sizesAt(offset)) {
      all.push({ from: size === CHUNK_SIZES[0] ? offset : offset + size, size, trial }) // each begins at a multiple of itself
      end = offset + 2 * size
    }
    if (end < offset + step) all.push({ from: end, size: safe, trial })
  }
  const within = all.filter(({ from }) => from < contextSize)
  // A later load has a larger context where more memory is free: of its end nothing is known.
  const multiple = Math.max(within.at(-1)?.size ?? safe, safe)
  return [...within, { from: Math.ceil(contextSize / multiple) * multiple, size: safe, trial: Infinity }]
}

/** Smallest first; a larger size only if it is clearly faster than the one before it. */
function worthwhile({ samples, contextSize }: ChunkEvidence, timeOf: ChunkTime): ChunkSize[] {
  const at = Math.min(COMPARED_AT, contextSize / 2)
  const speed = (size: ChunkSize): number => size / timeOf(size, at)
  const kept: ChunkSize[] = []
  for (const size of CHUNK_SIZES.filter((each) => samples.some((sample) => sample.size === each))) {
    const before = kept.at(-1)
    if (before === undefined || speed(size) >= CLEARLY_FASTER * speed(before)) kept.push(size)
  }
  return kept
}

function plan(sizes: readonly ChunkSize[], timeOf: ChunkTime, contextSize: number): Chunks {
  const parts: { from: number; size: ChunkSize }[] = []
  let at = 0
  for (const size of [...sizes].reverse()) {
    const from = at
    const isSmallest = size === sizes[0]
    while (at < contextSize && (isSmallest || timeOf(size, at) <= LIMIT_MS)) at += size
    if (at > from || isSmallest) parts.push({ from, size }) // the smallest also behind this context: a later load may have a larger one
  }
  return parts
}
