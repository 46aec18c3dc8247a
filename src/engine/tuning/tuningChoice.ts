import { chooseChunks, trialChunks, type ChunkEvidence } from './chunkChoice'
import { CHUNK_SIZES, nextCut, sizeAt, type Chunks } from './chunks'
import { chunkTimeFrom } from './chunkTime'
import type { EngineTuning } from './engineTuning'
import { ENOUGH, type PrefillSample } from './prefillSamples'

/** Tokens: on a CPU, flash attention evaluates chunks of this size and larger ones faster, and smaller ones slower. */
const FLASH_ATTENTION_PAYS_FROM = 64
/** What is read and what is written for one reply, in tokens: what flash attention is judged by. */
const REPLY_TOKENS = 256
/** Times of two loads differ by so much without cause: flash attention is given up only where a reply takes longer than that. */
const NOISE = 1.1

/** What is known of a model on this computer. `safe`: the tuning of a load that knew nothing. */
export interface TuningEvidence {
  readonly safe: EngineTuning
  readonly contextSize: number
  readonly samples: readonly PrefillSample[]
}

/** For a load whose prefill is to be timed: as `safe` at first, then with what may be faster. */
export function trialTuning(known: TuningEvidence): EngineTuning {
  const { flashAttention, evidence } = trialOf(known)
  return { ...known.safe, flashAttention, chunks: trialChunks(evidence) }
}

/** For every later load; null where the evidence does not suffice yet. Depends on nothing but the evidence. */
export function chooseTuning(known: TuningEvidence): EngineTuning | null {
  const { safe } = known
  const { flashAttention, evidence, without } = trialOf(known)
  const isTried = evidence.samples.some((sample) => sample.flashAttention === flashAttention)
  const chunks = isTried ? chooseChunks(evidence) : null
  if (!chunks) return null
  if (!flashAttention || without.samples.length === 0) return { ...safe, flashAttention, chunks }
  const tuning = { ...safe, flashAttention, chunks }
  const pays = sizeAt(chunks, 0) >= FLASH_ATTENTION_PAYS_FROM && replyMs(evidence, tuning) <= NOISE * replyMs(without, safe)
  return pays ? tuning : safe
}

/**
 * The expected time of a reply. One token alone is evaluated by the same kernels as a chunk of the smallest size, and takes no less than
 * its share of one; while it is written the window draws, as if a thread were missing.
 */
function replyMs({ samples }: ChunkEvidence, { chunks, readingThreads }: EngineTuning): number {
  const timeOf = chunkTimeFrom(samples)
  let ms = 0
  for (let at = 0; at < REPLY_TOKENS; at = nextCut(chunks, at)) ms += timeOf(sizeAt(chunks, at), at)
  const [smallest] = CHUNK_SIZES
  return ms + REPLY_TOKENS * (timeOf(smallest, REPLY_TOKENS) / smallest) * (readingThreads / Math.max(1, readingThreads - 1))
}

interface Trial {
  readonly flashAttention: boolean
  /** What the chunks are derived from. */
  readonly evidence: ChunkEvidence
  /** That of loads without flash attention. */
  readonly without: ChunkEvidence
}

// Flash attention is tried once the times without it show that a chunk which it makes faster keeps the limit. Until it was tried, they are
// the upper bounds of its own.
function trialOf({ safe, contextSize, samples }: TuningEvidence): Trial {
  const evidenceOf = (flashAttention: boolean): ChunkEvidence => ({
    samples: samples.filter((sample) => sample.flashAttention === flashAttention),
    contextSize,
    safe: safe.chunks[0]?.size ?? CHUNK_SIZES[0]
  })
  const [without, withIt] = [evidenceOf(false), evidenceOf(true)]
  const evidence = [withIt, without].find(({ samples: own }) => own.some(({ count }) => count === ENOUGH)) ?? { ...without, samples: [] }
  const flashAttention = safe.flashAttention || withIt.samples.length > 0 || mayUse(trialChunks(evidence), FLASH_ATTENTION_PAYS_FROM)
  return { flashAttention, evidence, without }
}

const mayUse = (chunks: Chunks, from: number): boolean => chunks.some(({ size }) => size >= from)
