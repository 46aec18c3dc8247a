import type { EngineTuning } from '../engine'
import type { Bench } from './bench'
import { chooseChunk, type ChunkChoice } from './chunkChoice'
import type { ModelHost } from './modelHost'
import { Probe, ProbeAborted } from './probe'
import { safeTuning } from './tuning'

/** Flash attention must be this much faster: a smaller difference is chance. */
const CLEARLY_FASTER = 1.1

/**
 * Measures this computer with the loaded model for a few seconds, beside its context. Reading speed decides flash attention, the wait for
 * Stop the chunk. The threads are not measured: one core stays free for the window, which a measurement while the window rests cannot see.
 * Null when aborted.
 */
export async function calibrate(host: ModelHost, signal: AbortSignal): Promise<EngineTuning | null> {
  const probe = new Probe(host, signal)
  try {
    const { threads } = safeTuning(host.device)
    const choose = (bench: Bench): Promise<ChunkChoice> => chooseChunk(bench, host.contextSize)
    const without = (): Promise<ChunkChoice> => probe.on({ threads, flashAttention: false }, choose)
    const off = await without()
    const on = await probe.on({ threads, flashAttention: true }, choose)
    const isAhead = (other: ChunkChoice): boolean => on.tokensPerMs > other.tokensPerMs * CLEARLY_FASTER
    // Another program may have slowed the first measurement down, and what is found is kept for good: so it gets a second chance.
    if (isAhead(off) && isAhead(await without())) return { threads, flashAttention: true, chunk: on.chunk }
    return { threads, flashAttention: false, chunk: off.chunk }
  } catch (error) {
    if (error instanceof ProbeAborted) return null
    throw error
  }
}
