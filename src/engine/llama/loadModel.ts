import type { GraphicsCard, GraphicsFailure, LoadOptions, LoadSpec } from '../engine'
import { nativeLog, openCpu, openGpu, type Device } from './device'
import type { Library } from './library'
import { ModelHost } from './modelHost'
import { loadFailure, mayDependOnDevice } from './translateError'

interface LoadedModel {
  readonly host: ModelHost
  /** Null when no graphics card failed. */
  readonly graphicsFailure: GraphicsFailure | null
}

/** Loads onto the graphics card where there is one and it works, else onto the CPU. Rejects with EngineFailure. */
export async function loadModel(library: Library, spec: LoadSpec, options: LoadOptions): Promise<LoadedModel> {
  const tellCard = (card: GraphicsCard | null): void => options.onGraphicsCard?.(card)
  const preferred = spec.gpu === 'auto' ? await openGpu(library, tellCard) : null
  const graphics = preferred?.card && !isAvoided(preferred.card, spec) ? preferred : null
  let graphicsFailure: GraphicsFailure | null = null
  if (graphics?.card) {
    try {
      return { host: await ModelHost.load(graphics, spec, options.onProgress), graphicsFailure }
    } catch (error) {
      const failure = await loadFailure(error, library, nativeLog)
      if (!mayDependOnDevice(error)) throw failure
      const because = failure.code === 'insufficientMemory' ? 'memory' : 'fault'
      graphicsFailure = { card: graphics.card, because, detail: failure.detail }
    }
  }
  if (preferred?.card) tellCard(null)
  const processor = preferred && !preferred.offloads ? preferred : await openCpu(library)
  return { host: await loadOnto(processor, library, spec, options), graphicsFailure }
}

async function loadOnto(processor: Device, library: Library, spec: LoadSpec, { onProgress }: LoadOptions): Promise<ModelHost> {
  try {
    return await ModelHost.load(processor, spec, onProgress)
  } catch (error) {
    throw await loadFailure(error, library, nativeLog)
  }
}

const isAvoided = ({ name }: GraphicsCard, { avoidCard }: LoadSpec): boolean => avoidCard !== undefined && name === avoidCard
