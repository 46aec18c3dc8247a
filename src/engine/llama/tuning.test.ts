import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import type { Device } from './device'
import { fittingTuning, safeTuning, writingRange } from './tuning'

const device = (cpuMathCores: number, offloads = false): Device => ({ llama: { cpuMathCores }, offloads }) as Device
const cores = availableParallelism()
const measured = {
  offloads: false,
  readingThreads: 64,
  flashAttention: true,
  chunks: [{ from: 0, size: 256 as const }]
}

it('reads with the cores that are good for computing, and never asks for more than this process may use', () => {
  expect(safeTuning(device(1))).toMatchObject({ readingThreads: 1 })
  expect(safeTuning(device(1000))).toMatchObject({ readingThreads: cores })
})

it('writes with any number of cores, beginning with the good ones, unless a number is pinned or all is on a graphics card', () => {
  expect(writingRange(measured, device(1), false)).toEqual({ least: 1, first: 1, most: cores, cores })
  expect(writingRange(measured, device(1000), false)).toEqual({ least: 1, first: cores, most: cores, cores })
  expect(writingRange({ ...measured, pinnedWritingThreads: 1 }, device(1000), false)).toEqual({ least: 1, first: 1, most: 1, cores })
  expect(writingRange(measured, device(1), true)).toEqual({ least: 1, first: 1, most: 1, cores })
})

it('fits what another computer measured to the cores of this one', () => {
  expect(fittingTuning(measured, device(1000))).toEqual({ ...measured, readingThreads: Math.min(64, cores) })
})

it('does not use on the CPU what was measured on a graphics card, nor the other way round', () => {
  expect(fittingTuning({ ...measured, offloads: true }, device(4))).toEqual(safeTuning(device(4)))
  expect(fittingTuning(measured, device(4, true))).toEqual(safeTuning(device(4, true)))
})
