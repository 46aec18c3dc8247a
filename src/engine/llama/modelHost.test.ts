import * as realLibrary from 'node-llama-cpp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LoadSpec } from '../engine'
import type { Library } from './library'
import type * as modelHost from './modelHost'

vi.mock('./graphicsDevice', () => ({ mayHaveGpu: () => true }))

const spec: LoadSpec = { path: '/models/m.gguf', gpu: 'auto', maxContextSize: 4096, tuning: null }

interface Card {
  /** Null: the libraries find nothing that they could use. */
  devices: string[] | null
  /** What loading onto it ends with. */
  failure?: Error
}

/** The library on a computer with this card: no test machine has one. `loads`: how models were loaded. */
function libraryWith(card: Card) {
  const loads: { gpu: unknown; gpuLayers: unknown }[] = []
  const llamaOn = (gpu: 'vulkan' | false) => ({
    gpu,
    cpuMathCores: 4,
    maxThreads: 0,
    getGpuDeviceNames: () => Promise.resolve(gpu ? (card.devices ?? []) : []),
    loadModel: ({ gpuLayers }: { gpuLayers: unknown }) => {
      loads.push({ gpu, gpuLayers })
      if (gpu && card.failure) return Promise.reject(card.failure)
      const context = { contextSize: 4096, getSequence: () => ({}) }
      return Promise.resolve({
        gpuLayers: gpu ? 30 : 0,
        fileInsights: { totalLayers: 30 },
        llama: llamaOn(gpu),
        createContext: () => Promise.resolve(context),
        dispose: () => Promise.resolve()
      })
    }
  })
  const getLlama = ({ gpu }: { gpu: 'auto' | false }) => Promise.resolve(llamaOn(gpu === 'auto' && card.devices ? 'vulkan' : false))
  return { library: { ...realLibrary, getLlama } as unknown as Library, loads }
}

describe('a model with the GPU set to automatic', () => {
  let ModelHost: typeof modelHost.ModelHost
  beforeEach(async () => {
    ;({ ModelHost } = await import('./modelHost'))
  })
  afterEach(() => vi.resetModules()) // devices stay open for the life of a process

  it('is loaded onto the card that is there', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'] })
    const host = await ModelHost.load(library, spec, () => undefined)
    expect(host.offload).toEqual({ backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' })
    expect(host.tuning).toMatchObject({ offloads: true, chunks: [{ from: 0, size: 128 }] })
    expect(loads).toEqual([{ gpu: 'vulkan', gpuLayers: { fitContext: { contextSize: 4096 } } }])
  })

  it('is loaded on the CPU, and nothing is said, where the card fails', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'], failure: new Error('ErrorOutOfDeviceMemory') })
    const progress: number[] = []
    const host = await ModelHost.load(library, spec, (value) => progress.push(value))
    expect(host.offload).toEqual({ backend: 'cpu', gpuLayers: 0, totalLayers: 30, deviceName: null })
    expect(host.tuning).toMatchObject({ offloads: false, chunks: [{ from: 0, size: 16 }] })
    expect(loads.map(({ gpu }) => gpu)).toEqual(['vulkan', false])
    expect(progress.at(-1)).toBe(1)
  })

  it.each([
    ['a driver without a card', { devices: [] }],
    ['no driver', { devices: null }]
  ])('is loaded on the CPU where there is %s', async (_, card) => {
    const { library, loads } = libraryWith(card)
    const host = await ModelHost.load(library, spec, () => undefined)
    expect(host.offload.backend).toBe('cpu')
    expect(loads).toEqual([{ gpu: false, gpuLayers: 0 }])
  })

  it('is not tried on the CPU where the file itself is no model', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'], failure: new Error('Invalid GGUF magic') })
    await expect(ModelHost.load(library, spec, () => undefined)).rejects.toMatchObject({ code: 'invalidFile' })
    expect(loads).toHaveLength(1)
  })

  it('is loaded on the CPU where that is asked for', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'] })
    expect((await ModelHost.load(library, { ...spec, gpu: 'off' }, () => undefined)).offload.backend).toBe('cpu')
    expect(loads).toEqual([{ gpu: false, gpuLayers: 0 }])
  })
})
