import type { EngineTuning } from '../engine'
import type { Device } from './device'

export const CHUNKS = [16, 32, 64, 128, 256, 512] as const satisfies EngineTuning['chunk'][]

const cores = (device: Device): number => Math.max(1, device.llama.cpuMathCores)

/** Good on any computer: one core stays free for the window, and Stop waits for few tokens only. */
export function safeTuning(device: Device): EngineTuning {
  return { threads: Math.max(1, cores(device) - 1), flashAttention: device.offloads, chunk: device.offloads ? 128 : 16 }
}

/** A tuning that was measured on another computer must not ask for more threads than there are cores here. */
export const fittingTuning = (tuning: EngineTuning, device: Device): EngineTuning => ({
  ...tuning,
  threads: Math.min(tuning.threads, cores(device))
})
