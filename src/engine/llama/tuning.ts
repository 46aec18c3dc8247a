import { availableParallelism } from 'node:os'
import type { ReadingRange } from '../tuning/threads/readingThreads'
import type { ThreadRange } from '../tuning/threads/writingThreads'
import type { EngineTuning } from '../tuning/engineTuning'
import type { Device } from './device'

/** The cores that llama.cpp counts as good for computing (no efficiency cores), at most as many as this process may use. */
const cores = (device: Device): number => Math.max(1, Math.min(device.llama.cpuMathCores, availableParallelism()))

/** Acceptable on any computer: Stop waits for at most 16 tokens (128 on a GPU). */
export function safeTuning(device: Device): EngineTuning {
  const { offloads } = device
  return { offloads, readingThreads: cores(device), flashAttention: offloads, chunks: [{ from: 0, size: offloads ? 128 : 16 }] }
}

/** Safe values in place of a tuning that was measured on another kind of device; never more threads than there are cores. */
export function fittingTuning(tuning: EngineTuning, device: Device): EngineTuning {
  if (tuning.offloads !== device.offloads) return safeTuning(device)
  return { ...tuning, readingThreads: Math.min(tuning.readingThreads, cores(device)) }
}

/** Those that may read a prompt. Where layers are on a graphics card the processor waits for it, and what it computes says nothing of other programs. */
export function readingRange({ readingThreads, pinnedReadingThreads }: EngineTuning, device: Device, isOnCard: boolean): ReadingRange {
  const pinned = pinnedReadingThreads ?? (isOnCard ? readingThreads : null)
  if (pinned === null) return { least: 1, most: readingThreads }
  const threads = Math.min(pinned, cores(device))
  return { least: threads, most: threads }
}

/**
 * Those that may write a reply: every core that this process may use, efficiency cores too, and to begin with those that llama.cpp counts as
 * good. Where all layers are on a graphics card the processor only waits for it, and one thread fewer than that is enough.
 */
export function writingRange({ pinnedWritingThreads }: EngineTuning, device: Device, isAllOnCard: boolean): ThreadRange {
  const most = availableParallelism()
  const pinned = pinnedWritingThreads ?? (isAllOnCard ? Math.max(1, cores(device) - 1) : null)
  if (pinned === null) return { least: 1, first: cores(device), most, cores: most }
  const threads = Math.min(pinned, most)
  return { least: threads, first: threads, most: threads, cores: most }
}
