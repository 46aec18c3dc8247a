import { basename } from 'node:path'
import type { EngineMemory } from '../../../engine/engine'
import type { ContextInUse } from './contextCosts'
import type { Clock } from '../async/clock'
import { delay } from '../async/delay'
import type { EngineSlot } from './engineSlot'
import type { Log } from '../errors/log'
import type { LoadRecords } from './loadRecords'
import { contextThatFits, neededWithGraphics, ramNeeded, usable, type ModelMemory } from './memoryPlan'
import type { LibraryEntry } from './modelLibrary'
import type { ModelShape, ReadModelShape } from './modelShape'

/** RAM that could be used now without swapping, in bytes; null where the system does not say. Never rejects. */
export type ReadFreeMemory = () => Promise<number | null>

interface MemoryPlannerPorts {
  readModelShape: ReadModelShape
  readFreeMemory: ReadFreeMemory
  records: LoadRecords
  clock: Clock
  log: Log
}

/** ms that an engine in use has to say what is free on its graphics card. */
const ANSWER_TIME = 1_000

/** Decides by the memory that is free now. What it does not know does not fit. */
export class MemoryPlanner {
  readonly #ports: MemoryPlannerPorts
  /** Of the file that was asked about last: a load asks twice. */
  #last: { readonly path: string; readonly bytes: number; readonly shape: ModelShape } | null = null

  constructor(ports: MemoryPlannerPorts) {
    this.#ports = ports
  }

  /** Whether this model provably fits into the memory beside the engines that run. `tokens`: of its context at most. */
  async fitsBeside(entry: LibraryEntry, running: readonly EngineSlot[], tokens: number): Promise<boolean> {
    const [model, free, graphicsFree] = await Promise.all([
      this.#memoryOf(entry),
      this.#ports.readFreeMemory(),
      graphicsFreeOf(running, this.#ports.clock)
    ])
    if (!model || free === null) return this.#said(entry, false, 'it is not known what it takes or what is free')
    const words = (needed: number): string => `${megabytes(needed)} needed, ${megabytes(usable(free))} usable`
    if (!running.some(({ usesGpu }) => usesGpu)) {
      const needed = ramNeeded(model, this.#ports.records.resident(entry), tokens)
      return this.#said(entry, needed <= usable(free), words(needed))
    }
    const needed = neededWithGraphics(model, tokens)
    const fits = graphicsFree !== null && needed.graphics <= usable(graphicsFree) && needed.ram <= usable(free)
    return this.#said(
      entry,
      fits,
      `${words(needed.ram)}; on the graphics card ${megabytes(needed.graphics)} needed, ${megabytes(graphicsFree)} free`
    )
  }

  /** The longest context that a model whose KV cache is in RAM may have; null where that is not known. */
  async contextInRam(entry: LibraryEntry): Promise<number | null> {
    const [model, free] = await Promise.all([this.#memoryOf(entry), this.#ports.readFreeMemory()])
    return model && free !== null ? contextThatFits(model, free, this.#ports.records.resident(entry)) : null
  }

  /** Tokens that it was trained for; null where the header of its file does not say what a context takes. */
  async trainedContext(entry: LibraryEntry): Promise<number | null> {
    return (await this.#memoryOf(entry))?.shape.trainedContext ?? null
  }

  /** Null where the header of its file does not say what a context takes. */
  async contextInUse(slot: EngineSlot): Promise<ContextInUse | null> {
    const { entry, contextSize, usesGpu } = slot
    const { readFreeMemory, records, clock } = this.#ports
    const [model, ramFree, memory] = await Promise.all([this.#memoryOf(entry), readFreeMemory(), memoryInTime(slot, clock)])
    if (!model) return null
    const { residentBytes = null, graphicsFreeBytes: graphicsFree = null } = memory ?? {}
    return { model, contextSize, usesGpu, measured: records.resident(entry), residentBytes, ramFree, graphicsFree }
  }

  async #memoryOf({ path, model }: LibraryEntry): Promise<ModelMemory | null> {
    const { bytes } = model
    const known = this.#last?.path === path && this.#last.bytes === bytes ? this.#last.shape : null
    const shape = known ?? (await this.#ports.readModelShape(path))
    if (shape) this.#last = { path, bytes, shape }
    return shape && { weightBytes: bytes, shape }
  }

  #said({ path }: LibraryEntry, fits: boolean, why: string): boolean {
    this.#ports.log.info(`${basename(path)} ${fits ? 'fits' : 'may not fit'} into the memory beside the model in use: ${why}`)
    return fits
  }
}

const megabytes = (bytes: number | null): string => (bytes === null ? 'an unknown size' : `${Math.round(bytes / 1e6)} MB`)

/** Null where it does not say, or not in time. */
async function memoryInTime(slot: EngineSlot, clock: Clock): Promise<EngineMemory | null> {
  const timer = new AbortController()
  const memory = await Promise.race([slot.memory(), delay(clock, ANSWER_TIME, timer.signal).then(() => null)])
  timer.abort()
  return memory
}

/** The least that an engine in use says is free; null where one of them does not say. */
async function graphicsFreeOf(running: readonly EngineSlot[], clock: Clock): Promise<number | null> {
  const asked = running.filter(({ usesGpu }) => usesGpu).map((slot) => memoryInTime(slot, clock))
  const all = (await Promise.all(asked)).map((memory) => memory?.graphicsFreeBytes ?? null)
  return all.reduce<number | null>((least, free) => (least === null || free === null ? null : Math.min(least, free)), Infinity)
}
