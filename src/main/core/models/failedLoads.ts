import type { AppError } from '../../../shared/contract/appError'
import type { ModelId } from '../../../shared/domain/ids'

/** The loads that failed or were cancelled. One of them ends everything that waited for it: what waits does not load again for the same failure. */
export class FailedLoads {
  #count = 0
  #last: { readonly model: ModelId | null; readonly error: AppError } | null = null

  /** So far. It never decreases. */
  get count(): number {
    return this.#count
  }

  /** Why the last load failed; null when there was none, and once another load has begun. */
  get error(): AppError | null {
    return this.#last?.error ?? null
  }

  /** `model`: null when it was not known yet. */
  add(model: ModelId | null, error: AppError): void {
    this.#count += 1
    this.#last = { model, error }
  }

  /** Another load has begun. */
  forgetLast(): void {
    this.#last = null
  }

  /** Whether the last load failed while it was waited for, for this model or, with null, for any. `countBefore`: when the wait began. */
  hasEndedWait(model: ModelId | null, countBefore: number): boolean {
    return this.#last !== null && this.#count > countBefore && (model === null || model === this.#last.model)
  }
}
