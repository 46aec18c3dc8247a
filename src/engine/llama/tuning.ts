import type { EngineTuning } from '../engine'
import type { Device } from './device'

const cores = (device: Device): number => Math.max(1, device.llama.cpuMathCores)

/**
 * Good on any computer: Stop waits for few tokens only, and while the reply is written one core stays free for the window that shows it.
 * While a prompt is read there is little to show, and every core helps.
 */
export function safeTuning(device: Device): EngineTuning {
  const readingThreads = cores(device)
  const writingThreads = Math.max(1, readingThreads - 1)
  return { readingThreads, writingThreads, flashAttention: device.offloads, chunks: [{ from: 0, size: device.offloads ? 128 : 16 }] }
}

/** A tuning that was measured on another computer must not ask for more threads than there are cores here. */
export const fittingTuning = (tuning: EngineTuning, device: Device): EngineTuning => ({
  ...tuning,
  readingThreads: Math.min(tuning.readingThreads, cores(device)),
  writingThreads: Math.min(tuning.writingThreads, cores(device))
})
