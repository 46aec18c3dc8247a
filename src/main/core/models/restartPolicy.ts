import type { ModelId } from '../../../shared/domain/ids'

const DELAYS = [1_000, 5_000] // ms before the first and the second restart; after that by hand

/** Counts how often the engine died with one model, and remembers for which models the GPU is suspect until Hearth is closed. */
export class RestartPolicy {
  readonly #withoutGpu = new Set<ModelId>()
  #modelId: ModelId | null = null
  #deaths = 0

  /** Milliseconds to wait before it is started again; null: not by itself any more. */
  delayAfterDeath(modelId: ModelId): number | null {
    if (modelId !== this.#modelId) this.#deaths = 0
    this.#modelId = modelId
    this.#deaths += 1
    return DELAYS[this.#deaths - 1] ?? null
  }

  /** The engine has proved to work: the next crash counts as the first. */
  resetCrashCount(): void {
    this.#deaths = 0
  }

  /** From now on this model is loaded without the GPU. A new start of Hearth tries it again: drivers get better. */
  avoidGpu(modelId: ModelId): void {
    this.#withoutGpu.add(modelId)
  }

  gpuFor(modelId: ModelId): 'auto' | 'off' {
    return this.#withoutGpu.has(modelId) ? 'off' : 'auto'
  }
}
