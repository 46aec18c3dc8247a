import type { Llama } from 'node-llama-cpp'
import { mayHaveGpu } from './graphicsDevice'
import type { Library } from './library'
import { LogRing } from './logRing'
import { unavailable } from './translateError'
import { withoutSelfTest } from './withoutSelfTest'

/** llama.cpp on one kind of device. `offloads`: layers may go to the GPU. */
export interface Device {
  readonly llama: Llama
  readonly offloads: boolean
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

/** The best GPU that works, or null where there is none. */
export async function openGpu(library: Library): Promise<Device | null> {
  if (!mayHaveGpu()) return null
  try {
    const llama = await open(library, 'auto')
    if (llama.gpu === false) return { llama, offloads: false }
    if ((await llama.getGpuDeviceNames()).length > 0) return { llama, offloads: true } // Vulkan without a device still counts as Vulkan
  } catch (error) {
    nativeLog.add(`no GPU: ${String(error)}`)
  }
  return null
}

/** Rejects with EngineFailure `unavailable` where no binary runs. */
export async function openCpu(library: Library): Promise<Device> {
  try {
    return { llama: await open(library, false), offloads: false }
  } catch (error) {
    nativeLog.add(`no CPU binary: ${String(error)}`)
  }
  try {
    return { llama: await open(library, 'auto'), offloads: false } // Apple silicon has only the Metal binary
  } catch (error) {
    throw unavailable(error)
  }
}
