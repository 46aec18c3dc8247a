import type { EngineTuning } from '../engine'
import type { Bench } from './bench'
import { CHUNKS } from './tuning'

/** Stop waits for one chunk at most. */
const LIMIT_MS = 200
const REPEATS = 3
/** How long may be read on to reach a later position. */
const FILL_BUDGET_MS = 600

export interface ChunkChoice {
  chunk: EngineTuning['chunk']
  /** At the farthest position that was measured. */
  tokensPerMs: number
}

/**
 * The largest chunk that is read within the limit at half of the context; at least the smallest. The time of a chunk grows evenly
 * with its position, so two positions tell it for every other.
 */
export async function chooseChunk(bench: Bench, contextSize: number): Promise<ChunkChoice> {
  const [smallest] = CHUNKS
  await bench.read(smallest) // warms up
  const start = bench.position
  const atStart = new Map<EngineTuning['chunk'], number>()
  for (const chunk of CHUNKS.filter((chunk) => start + chunk < bench.size)) {
    const time = await chunkTime(bench, chunk)
    if (chunk === smallest || time <= LIMIT_MS) atStart.set(chunk, time)
    if (time > LIMIT_MS) break // a larger one is slower still
  }

  const half = Math.floor(contextSize / 2)
  const fromLargest = [...atStart].reverse()
  const [largest, largestTime] = fromLargest[0] ?? [smallest, LIMIT_MS]
  const later = await readOn(bench, Math.min(half, bench.size - 1 - largest), largest / largestTime)
  for (const [chunk, before] of fromLargest) {
    const after = await chunkTime(bench, chunk)
    const perToken = later > start ? Math.max(0, (after - before) / (later - start)) : 0
    const predicted = after + perToken * Math.max(0, half - later)
    if (predicted <= LIMIT_MS || chunk === smallest) return { chunk, tokensPerMs: chunk / after }
  }
  throw new Error('The smallest chunk is always taken')
}

/** The median time of one chunk at the present position, which stays the same. A chunk that is far too slow is read once. */
async function chunkTime(bench: Bench, chunk: number): Promise<number> {
  const { position } = bench
  const times: number[] = []
  while (times.length < REPEATS && !times.some((time) => time > 1.25 * LIMIT_MS)) {
    times.push(await bench.read(chunk))
    await bench.rewind(position)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** Reads on to `target`, or as far as its budget reaches at this speed. Answers where it is. */
async function readOn(bench: Bench, target: number, tokensPerMs: number): Promise<number> {
  const end = Math.min(target, bench.position + Math.floor(tokensPerMs * FILL_BUDGET_MS))
  while (bench.position < end) await bench.read(Math.min(2 * CHUNKS[0], end - bench.position))
  return bench.position
}
