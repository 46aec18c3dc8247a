import * as realLibrary from 'node-llama-cpp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { GraphicsCard, LoadSpec } from '../engine'
import type { Library } from './library'
import type * as loading from './loadModel'

vi.mock('./graphicsDevice', () => ({ mayHaveGpu: () => true }))

const spec: LoadSpec = { path: '/models/m.gguf', gpu: 'auto', maxContextSize: 4096, tuning: null }

interface Card {
  /** Null: the libraries find nothing that they could use. */
  devices: string[] | null
  /** What loading onto it ends with. */
  failure?: Error
}

const options = { onProgress: () => undefined }
const radeon: GraphicsCard = { name: 'Radeon 9', backend: 'vulkan' }

/** The library on a computer with this card: no test machine has one. `loads`: how models were loaded. */
function libraryWith(card: Card) {
  const loads: { gpu: unknown; gpuLayers: unknown }[] = []
  const contexts: unknown[] = []
  const batches: unknown[] = []
  const remedies: unknown[] = []
  const llamaOn = (gpu: 'vulkan' | false) => ({
    gpu,
    cpuMathCores: 4,
    maxThreads: 0,
    getVramState: () => Promise.resolve({ total: 8e9, used: 6e9, free: 2e9, unifiedSize: 0 }),
    getGpuDeviceNames: () => Promise.resolve(gpu ? (card.devices ?? []) : []),
    loadModel: ({ gpuLayers }: { gpuLayers: unknown }) => {
      loads.push({ gpu, gpuLayers })
      if (gpu && card.failure) return Promise.reject(card.failure)
      const context = { contextSize: 4096, getSequence: () => ({}) }
      return Promise.resolve({
        gpuLayers: gpu ? 30 : 0,
        trainContextSize: 32_768,
        fileInsights: { totalLayers: 30 },
        llama: llamaOn(gpu),
        createContext: ({
          contextSize,
          batchSize,
          failedCreationRemedy
        }: Record<'contextSize' | 'batchSize' | 'failedCreationRemedy', unknown>) => {
          contexts.push(contextSize)
          batches.push(batchSize)
          remedies.push(failedCreationRemedy)
          return Promise.resolve(context)
        },
        dispose: () => Promise.resolve()
      })
    }
  })
  const getLlama = ({ gpu }: { gpu: 'auto' | false }) => Promise.resolve(llamaOn(gpu === 'auto' && card.devices ? 'vulkan' : false))
  return { library: { ...realLibrary, getLlama } as unknown as Library, loads, contexts, batches, remedies }
}

describe('a model with the GPU set to automatic', () => {
  let loadModel: typeof loading.loadModel
  beforeEach(async () => {
    ;({ loadModel } = await import('./loadModel'))
  })
  afterEach(() => vi.resetModules()) // devices stay open for the life of a process

  it('is loaded onto the card that is there', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'] })
    const { host } = await loadModel(library, spec, options)
    expect(host.offload).toEqual({ backend: 'vulkan', gpuLayers: 30, totalLayers: 30, deviceName: 'Radeon 9' })
    expect(host.tuning).toMatchObject({ offloads: true, chunks: [{ from: 0, size: 128 }] })
    expect(loads).toEqual([{ gpu: 'vulkan', gpuLayers: { fitContext: { contextSize: 4096 } } }])
  })

  it('has buffers for the largest piece of a prompt that is ever evaluated at once, and for no more', async () => {
    const { library, batches } = libraryWith({ devices: ['Radeon 9'] })
    await loadModel(library, spec, options)
    const chunks = [
      { from: 0, size: 64 },
      { from: 1_088, size: 16 }
    ] as const
    const tuning = { offloads: true, readingThreads: 2, writingThreads: 2, flashAttention: true, chunks }
    await loadModel(library, { ...spec, tuning }, options)
    expect(batches).toEqual([128, 64])
  })

  it.each([
    ['a fault', new Error('ErrorDeviceLost'), 'fault'],
    ['too little memory', new Error('vk::Device::allocateMemory: ErrorOutOfDeviceMemory'), 'memory'],
    ['too little memory, as the library counts', new realLibrary.InsufficientMemoryError('too large'), 'memory']
  ] as const)('is loaded on the CPU where the card fails by %s, and the card is named', async (_, failure, because) => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'], failure })
    const progress: number[] = []
    const { host, graphicsFailure } = await loadModel(library, spec, { onProgress: (value) => progress.push(value) })
    expect(host.offload).toEqual({ backend: 'cpu', gpuLayers: 0, totalLayers: 30, deviceName: null })
    expect(host.tuning).toMatchObject({ offloads: false, chunks: [{ from: 0, size: 16 }] })
    expect(loads.map(({ gpu }) => gpu)).toEqual(['vulkan', false])
    expect(progress.at(-1)).toBe(1)
    expect(graphicsFailure).toMatchObject({ card: radeon, because })
    expect(graphicsFailure?.detail).toContain(failure.message)
  })

  it('tells what it is loaded onto before each step that a driver may not survive', async () => {
    const toldOn = async (card: Card, given = spec) => {
      const told: (GraphicsCard | null)[] = []
      await loadModel(libraryWith(card).library, given, { ...options, onGraphicsCard: (each) => told.push(each) })
      vi.resetModules()
      ;({ loadModel } = await import('./loadModel'))
      return told
    }
    const unknown = { name: null, backend: null }
    expect(await toldOn({ devices: ['Radeon 9'] })).toEqual([unknown, radeon])
    expect(await toldOn({ devices: ['Radeon 9'], failure: new Error('ErrorDeviceLost') })).toEqual([unknown, radeon, null])
    expect(await toldOn({ devices: null })).toEqual([unknown, null])
    expect(await toldOn({ devices: ['Radeon 9'] }, { ...spec, gpu: 'off' })).toEqual([])
  })

  it('is loaded on the CPU where its card is to be avoided, and onto any other', async () => {
    const avoiding = { ...spec, avoidCard: 'Radeon 9' }
    const { host, graphicsFailure } = await loadModel(libraryWith({ devices: ['Radeon 9'] }).library, avoiding, options)
    expect([host.offload.backend, graphicsFailure]).toEqual(['cpu', null])
    vi.resetModules()
    ;({ loadModel } = await import('./loadModel'))
    expect((await loadModel(libraryWith({ devices: ['Radeon 10'] }).library, avoiding, options)).host.offload.backend).toBe('vulkan')
  })

  it('is loaded with as many layers as before where that is asked for', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'] })
    await loadModel(library, { ...spec, gpuLayers: 12 }, options)
    expect(loads).toEqual([{ gpu: 'vulkan', gpuLayers: 12 }])
  })

  it('has the context that fits into RAM only where nothing is on the card', async () => {
    const small = { ...spec, maxContextSizeInRam: 2048 }
    const { library, contexts } = libraryWith({ devices: ['Radeon 9'] })
    await loadModel(library, small, options)
    await loadModel(library, { ...small, gpu: 'off' }, options)
    await loadModel(library, { ...spec, gpu: 'off' }, options)
    expect(contexts).toEqual([{ max: 4096 }, { max: 2048 }, { max: 4096 }])
  })

  it('has exactly the context that is fixed, on the card and off it, at most the trained one, and is not loaded with less', async () => {
    const fixed = { ...spec, maxContextSize: 16_384, maxContextSizeInRam: 2048, isContextFixed: true }
    const { library, contexts, remedies, loads } = libraryWith({ devices: ['Radeon 9'] })
    await loadModel(library, fixed, options)
    await loadModel(library, { ...fixed, gpu: 'off' }, options)
    await loadModel(library, { ...fixed, maxContextSize: 100_000 }, options)
    const [chosen, trained] = [16_384, 32_768].map((size) => ({ min: size, max: size }))
    expect(contexts).toEqual([chosen, chosen, trained])
    expect(remedies).toEqual([false, false, false])
    expect(loads[0]?.gpuLayers, 'room for it is left on the card').toEqual({ fitContext: { contextSize: 16_384 } })
  })

  it('says what is free on its card, at any time; on the CPU there is nothing to say', async () => {
    const { library } = libraryWith({ devices: ['Radeon 9'] })
    expect(await (await loadModel(library, spec, options)).host.graphicsFreeBytes()).toBe(2e9)
    expect(await (await loadModel(library, { ...spec, gpu: 'off' }, options)).host.graphicsFreeBytes()).toBeNull()
  })

  it.each([
    ['a driver without a card', { devices: [] }],
    ['no driver', { devices: null }]
  ])('is loaded on the CPU where there is %s', async (_, card) => {
    const { library, loads } = libraryWith(card)
    const { host } = await loadModel(library, spec, options)
    expect(host.offload.backend).toBe('cpu')
    expect(loads).toEqual([{ gpu: false, gpuLayers: 0 }])
  })

  it('is not tried on the CPU where the file itself is no model', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'], failure: new Error('Invalid GGUF magic') })
    await expect(loadModel(library, spec, options)).rejects.toMatchObject({ code: 'invalidFile' })
    expect(loads).toHaveLength(1)
  })

  it('is loaded on the CPU where that is asked for', async () => {
    const { library, loads } = libraryWith({ devices: ['Radeon 9'] })
    expect((await loadModel(library, { ...spec, gpu: 'off' }, options)).host.offload.backend).toBe('cpu')
    expect(loads).toEqual([{ gpu: false, gpuLayers: 0 }])
  })
})
