import { availableParallelism } from 'node:os'
import type { EngineTuning } from '../tuning/engineTuning'
import type { Device } from './device'

/** The cores that llama.cpp counts as good for computing (no efficiency cores), at most as many as this process may use. */
const cores = (device: Device): number => Math.max(1, Math.min(device.llama.cpuMathCores, availableParallelism()))

/**
 * Acceptable on any computer: Stop waits for at most 16 tokens (128 on a GPU), and while the reply is written one core stays free for the
 * window that shows it. While a prompt is read there is little to show, and every core helps.
 */
export function safeTuning(device: Device): EngineTuning {
  const readingThreads = cores(device)
  const writingThreads = Math.max(1, readingThreads - 1)
  const { offloads } = device
  return { offloads, readingThreads, writingThreads, flashAttention: offloads, chunks: [{ from: 0, size: offloads ? 128 : 16 }] }
}

/** Safe values in place of a tuning that was measured on another kind of device; never more threads than there are cores. */
export function fittingTuning(tuning: EngineTuning, device: Device): EngineTuning {
  if (tuning.offloads !== device.offloads) return safeTuning(device)
  return {
    ...tuning,
    readingThreads: Math.min(tuning.readingThreads, cores(device)),
    writingThreads: Math.min(tuning.writingThreads, cores(device))
  }
}
