import { CHUNK_SIZES, nextCut, sizeAt, type Chunks, type ChunkSize } from '../chunks'
import type { Bench } from './bench'

/** Stop waits for one chunk at most; a little less than the 250 ms that it may take. */
const LIMIT_MS = 240
/** A larger chunk that does not read this much faster only makes Stop wait. */
const CLEARLY_FASTER = 1.08
const REPEATS = 3
/** How long may be read on to reach a later position: the slope drowns in the noise when the two positions lie close together. */
const FILL_BUDGET_MS = 1500

export interface ChunkChoice {
  readonly chunks: Chunks
  /** How long a new prompt of so many tokens takes to read, in milliseconds. */
  readonly readMs: (tokens: number) => number
}

/** The time of one chunk grows evenly with its position: `ms` at `at`, and `perToken` more for each token before it. */
interface ChunkTime {
  readonly size: ChunkSize
  readonly at: number
  readonly ms: number
  readonly perToken: number
}

/** At each position the largest chunk that is read within the limit and is worth its wait; the smallest where none is. */
export async function chooseChunks(bench: Bench, contextSize: number): Promise<ChunkChoice> {
  const times = worthwhile(await measure(bench))
  const chunks = plan(times, contextSize)
  const timeAt = (at: number): number => {
    const time = times.find(({ size }) => size === sizeAt(chunks, at))
    return time ? predicted(time, at) : 0
  }
  const readMs = (tokens: number): number => {
    let ms = 0
    for (let at = 0; at < tokens; at = nextCut(chunks, at)) ms += timeAt(at)
    return ms
  }
  return { chunks, readMs }
}

const predicted = ({ at, ms, perToken }: ChunkTime, position: number): number => ms + perToken * (position - at)

/** Smallest first; the smallest is always there, a larger one only if it keeps the limit at the beginning. */
async function measure(bench: Bench): Promise<ChunkTime[]> {
  const [smallest] = CHUNK_SIZES
  await bench.read(smallest) // warms up
  const start = bench.position
  const atStart: { size: ChunkSize; ms: number }[] = []
  for (const size of CHUNK_SIZES.filter((size) => start + size < bench.size)) {
    const ms = await chunkMs(bench, size)
    if (size === smallest || ms <= LIMIT_MS) atStart.push({ size, ms })
    if (ms > LIMIT_MS) break // a larger one is slower still
  }
  const largest = atStart.at(-1) ?? { size: smallest, ms: LIMIT_MS }
  const at = await readOn(bench, bench.size - 1 - largest.size, largest.size / largest.ms)
  const times: ChunkTime[] = []
  for (const { size, ms: before } of atStart) {
    const ms = await chunkMs(bench, size)
    times.push({ size, at, ms, perToken: at > start ? Math.max(0, (ms - before) / (at - start)) : 0 })
  }
  return times
}

function worthwhile(times: readonly ChunkTime[]): ChunkTime[] {
  const kept: ChunkTime[] = []
  for (const time of times) {
    const before = kept.at(-1)
    if (!before || time.size / time.ms >= CLEARLY_FASTER * (before.size / before.ms)) kept.push(time)
  }
  return kept
}

function plan(times: readonly ChunkTime[], contextSize: number): Chunks {
  const chunks: { from: number; size: ChunkSize }[] = []
  let from = 0
  for (const time of [...times].reverse()) {
    if (from >= contextSize) break
    const isSmallest = time === times[0]
    if (!isSmallest && predicted(time, from) > LIMIT_MS) continue
    chunks.push({ from, size: time.size })
    if (isSmallest || time.perToken === 0) break
    const last = time.at + (LIMIT_MS - time.ms) / time.perToken // where it may begin for the last time
    from = (Math.floor(last / time.size) + 1) * time.size
  }
  return chunks
}

/** The shortest time of one chunk at the present position, which stays the same: what other programs took comes on top. */
async function chunkMs(bench: Bench, size: ChunkSize): Promise<number> {
  const { position } = bench
  const times: number[] = []
  while (times.length < REPEATS && !times.some((time) => time > 2 * LIMIT_MS)) {
    times.push(await bench.read(size))
    await bench.rewind(position)
  }
  return Math.min(...times)
}

/** Reads on to `target`, or as far as its budget reaches at this speed. Answers where it is. */
async function readOn(bench: Bench, target: number, tokensPerMs: number): Promise<number> {
  const end = Math.min(target, bench.position + Math.floor(tokensPerMs * FILL_BUDGET_MS))
  while (bench.position < end) await bench.read(Math.min(2 * CHUNK_SIZES[0], end - bench.position))
  return bench.position
}
