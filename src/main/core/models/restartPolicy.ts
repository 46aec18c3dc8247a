import type { ModelId } from '../../../shared/domain/ids'

const DELAYS = [1_000, 5_000] // ms before the first and the second restart; after that only the person starts it

/** Counts the crashes of the engine with one model, and remembers until Hearth is closed which models must not use the GPU. */
export class RestartPolicy {
  readonly #withoutGpu = new Set<ModelId>()
  #modelId: ModelId | null = null
  #crashCount = 0

  /** Milliseconds to wait before it is started again; null: too many crashes, so only the person starts it again. */
  delayAfterCrash(modelId: ModelId): number | null {
    if (modelId !== this.#modelId) this.#crashCount = 0
    this.#modelId = modelId
    this.#crashCount += 1
    return DELAYS[this.#crashCount - 1] ?? null
  }

  /** The engine has proved to work: the next crash counts as the first. */
  resetCrashCount(): void {
    this.#crashCount = 0
  }

  /** From now on this model is loaded without the GPU. The next start of Hearth tries it again: the driver may have been updated. */
  avoidGpu(modelId: ModelId): void {
    this.#withoutGpu.add(modelId)
  }

  allowGpu(modelId: ModelId): void {
    this.#withoutGpu.delete(modelId)
  }

  gpuFor(modelId: ModelId): 'auto' | 'off' {
    return this.#withoutGpu.has(modelId) ? 'off' : 'auto'
  }
}
