import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import type { Device } from './device'
import { fittingTuning, safeTuning } from './tuning'

const device = (cpuMathCores: number, offloads = false): Device => ({ llama: { cpuMathCores }, offloads }) as Device
const cores = availableParallelism()
const measured = {
  offloads: false,
  readingThreads: 64,
  writingThreads: 63,
  flashAttention: true,
  chunks: [{ from: 0, size: 256 as const }]
}

it('keeps a core free while it writes, and never asks for more than this process may use', () => {
  expect(safeTuning(device(1))).toMatchObject({ readingThreads: 1, writingThreads: 1 })
  expect(safeTuning(device(1000))).toMatchObject({ readingThreads: cores, writingThreads: Math.max(1, cores - 1) })
})

it('fits what another computer measured to the cores of this one', () => {
  expect(fittingTuning(measured, device(1000))).toEqual({
    ...measured,
    readingThreads: Math.min(64, cores),
    writingThreads: Math.min(63, cores)
  })
})

it('does not use on the CPU what was measured on a graphics card, nor the other way round', () => {
  expect(fittingTuning({ ...measured, offloads: true }, device(4))).toEqual(safeTuning(device(4)))
  expect(fittingTuning(measured, device(4, true))).toEqual(safeTuning(device(4, true)))
})
