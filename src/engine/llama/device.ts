import type { Llama } from 'node-llama-cpp'
import type { GraphicsCard } from '../engine'
import { mayHaveGpu } from './graphicsDevice'
import type { Library } from './library'
import { LogRing } from './logRing'
import { unavailable } from './translateError'
import { withoutSelfTest } from './withoutSelfTest'

/** llama.cpp on one kind of device. `offloads`: layers may go to the GPU; `card` is that one, null where none may. */
export interface Device {
  readonly llama: Llama
  readonly offloads: boolean
  readonly card: GraphicsCard | null
}

/**
 * What llama.cpp logs. It has one log callback per process: that of the library's first instance, which must therefore fill this ring for
 * all.
 */
export const nativeLog = new LogRing()

/** Never disposed: loading another model on the same device takes half a second less. */
const opened = new Map<'auto' | false, Promise<Llama>>()

async function open(library: Library, gpu: 'auto' | false): Promise<Llama> {
  const opening = opened.get(gpu) ?? start(library, gpu)
  opened.set(gpu, opening)
  try {
    const llama = await opening
    if (llama.gpu === false) opened.set(false, opening)
    return llama
  } catch (error) {
    opened.delete(gpu)
    throw error
  }
}

async function start(library: Library, gpu: 'auto' | false): Promise<Llama> {
  const logger = (level: string, text: string): void => nativeLog.add(`${level}: ${text}`)
  const open = (): Promise<Llama> => library.getLlama({ gpu, build: 'never', skipDownload: true, progressLogs: false, logger })
  const llama = await (gpu === false ? withoutSelfTest(open) : open())
  return llama
}

/** Told before a driver is entered that may end this process. */
const UNKNOWN_CARD: GraphicsCard = { name: null, backend: null }

/** The best GPU that works, or null where there is none. `onCard`: as of a load. */
export async function openGpu(library: Library, onCard: (card: GraphicsCard | null) => void): Promise<Device | null> {
  if (!mayHaveGpu()) return null
  onCard(UNKNOWN_CARD)
  const device = await tryGpu(library)
  onCard(device?.card ?? null)
  return device
}

async function tryGpu(library: Library): Promise<Device | null> {
  try {
    const llama = await open(library, 'auto')
    if (llama.gpu === false) return { llama, offloads: false, card: null }
    const [name] = await llama.getGpuDeviceNames()
    if (name !== undefined) return { llama, offloads: true, card: { name, backend: llama.gpu } } // Vulkan without a device still counts as Vulkan
  } catch (error) {
    nativeLog.add(`no GPU: ${String(error)}`)
  }
  return null
}

/** Rejects with EngineFailure `unavailable` where no binary runs. */
export async function openCpu(library: Library): Promise<Device> {
  try {
    return { llama: await open(library, false), offloads: false, card: null }
  } catch (error) {
    nativeLog.add(`no CPU binary: ${String(error)}`)
  }
  try {
    return { llama: await open(library, 'auto'), offloads: false, card: null } // Apple silicon has only the Metal binary
  } catch (error) {
    throw unavailable(error)
  }
}
