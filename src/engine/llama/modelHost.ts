import type { LlamaContext, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'
import type { GpuOffload } from '../../shared/domain/model'
import type { LoadSpec } from '../engine'
import type { EngineTuning } from '../tuning/engineTuning'
import type { Device } from './device'
import { DrawingCost } from '../tuning/threads/drawingCost'
import { ReadingClock } from '../tuning/threads/readingClock'
import { ReadingThreads } from '../tuning/threads/readingThreads'
import { WritingThreads } from '../tuning/threads/writingThreads'
import { processorTimes } from './processorTimes'
import { fittingTuning, readingRange, safeTuning, writingRange } from './tuning'

type OnProgress = (progress: number) => void

/** Owns the native objects: one model, one context, one sequence. */
export class ModelHost {
  private constructor(
    readonly device: Device,
    readonly model: LlamaModel,
    readonly offload: GpuOffload,
    private readonly context: LlamaContext,
    readonly tuning: EngineTuning
  ) {
    this.#sequence = context.getSequence()
    const isAllOnCard = offload.backend !== 'cpu' && offload.gpuLayers >= offload.totalLayers
    const reading = new ReadingThreads(readingRange(tuning, device, offload.backend !== 'cpu'), processorTimes.step)
    this.readingClock = new ReadingClock(reading, (threads) => this.useThreads(threads), processorTimes)
    this.writingThreads = new WritingThreads(writingRange(tuning, device, isAllOnCard))
  }
  #sequence: LlamaContextSequence
  /** What the prompts and replies of this model have shown of this computer, both. */
  readonly readingClock: ReadingClock
  readonly writingThreads: WritingThreads
  readonly drawingCost = new DrawingCost()

  get sequence(): LlamaContextSequence {
    return this.#sequence
  }
  get contextSize(): number {
    return this.context.contextSize
  }

  /** Rejects with what the library throws. */
  static async load(device: Device, spec: LoadSpec, onProgress: OnProgress): Promise<ModelHost> {
    onProgress(0.1)
    const model = await device.llama.loadModel({
      modelPath: spec.path,
      gpuLayers: device.offloads ? (spec.gpuLayers ?? { fitContext: { contextSize: spec.maxContextSize } }) : 0,
      onLoadProgress: (progress) => onProgress(0.1 + 0.8 * progress)
    })
    const tuning = spec.tuning === null ? safeTuning(device) : fittingTuning(spec.tuning, device)
    const threads = mostThreads(tuning, device)
    try {
      const context = await model.createContext({
        contextSize: contextRange(spec, model),
        batchSize: largestChunk(tuning),
        threads,
        flashAttention: device.offloads && tuning.flashAttention ? 'auto' : tuning.flashAttention, // not every graphics card supports it
        failedCreationRemedy: spec.isContextFixed ? false : { retries: 3, autoContextSizeShrink: 0.25 }
      })
      onProgress(1)
      return new ModelHost(device, model, await offloadOf(device, model), context, tuning)
    } catch (error) {
      await model.dispose()
      throw error
    }
  }

  /** Of this moment; null where nothing of the model is on a graphics card. */
  async graphicsFreeBytes(): Promise<number | null> {
    return this.offload.backend === 'cpu' ? null : (await this.device.llama.getVramState()).free
  }

  /** From the next evaluation on. */
  useThreads(threads: number): void {
    this.device.llama.maxThreads = threads
  }

  /** After a failed evaluation: an empty sequence, because the state of this one is undefined. */
  async replaceSequence(): Promise<void> {
    await this.#sequence.dispose()
    this.#sequence = this.context.getSequence()
  }

  async dispose(): Promise<void> {
    await this.model.dispose() // disposes its contexts too
  }
}

/** No more is evaluated at once, but llama.cpp makes its buffers for a whole batch: attention alone takes heads × context × batch × 4 bytes. */
const largestChunk = ({ chunks }: EngineTuning): number => Math.max(...chunks.map(({ size }) => size))

/** A range of one size and not the number alone: for a number the library counts swap as memory that is free. */
function contextRange(spec: LoadSpec, { gpuLayers, trainContextSize }: LlamaModel): { min?: number; max: number } {
  const { maxContextSize, maxContextSizeInRam = maxContextSize, isContextFixed = false } = spec
  const size = Math.min(maxContextSize, trainContextSize)
  if (isContextFixed) return { min: size, max: size }
  return { max: gpuLayers > 0 ? maxContextSize : Math.min(maxContextSize, maxContextSizeInRam) }
}

/** For a new context: the most threads it may ever use. The library caps it at `llama.maxThreads`, which is therefore set to the same. */
function mostThreads(tuning: EngineTuning, device: Device): { ideal: number; min: number } {
  const { llama } = device
  llama.maxThreads = Math.max(readingRange(tuning, device, false).most, writingRange(tuning, device, false).most)
  return { ideal: llama.maxThreads, min: 1 }
}

async function offloadOf({ llama, offloads }: Device, model: LlamaModel): Promise<GpuOffload> {
  const backend = offloads && llama.gpu !== false && model.gpuLayers > 0 ? llama.gpu : 'cpu'
  return {
    backend,
    gpuLayers: model.gpuLayers,
    totalLayers: model.fileInsights.totalLayers,
    deviceName: backend === 'cpu' ? null : ((await llama.getGpuDeviceNames())[0] ?? null)
  }
}
