import type { InferenceEngine } from '../../../engine/engine'
import type { ModelId } from '../../../shared/domain/ids'
import type { ModelFile } from '../../../shared/domain/model'
import type { Recommended } from '../../../shared/domain/recommended'
import type { TemplateVariable } from '../../../shared/domain/templateVariables'

/** What a generation needs to know of the model that writes it. */
export interface ModelInfo {
  readonly model: ModelFile
  /** Null where nobody knows. */
  readonly recommended: Recommended | null
  /** Those that its chat template reads. */
  readonly templateVariables: readonly TemplateVariable[]
}

/** An engine with its model loaded, for questions that do not keep it busy. */
export interface ReadyEngine extends ModelInfo {
  readonly engine: InferenceEngine
  /** Tokens that a prompt and its reply may have together. */
  readonly contextSize: number
  /** The expected time in ms for the tokens of a prompt from `from` up to `to`; null where too little is known. */
  readonly readingTime: (from: number, to: number) => number | null
}

/**
 * An engine for one use, for a job of the one Scheduler: no two jobs run at once, so no two leases are used at once. Its owner ends the
 * lease once: by `release` when the engine is idle, by `discard` when it does not become idle.
 */
export interface EngineLease extends ReadyEngine {
  /** `isGood`: the engine gave a result, complete or stopped; this resets its crash count. */
  release(isGood: boolean): void
  /** Ends the engine; the provider replaces it. */
  discard(): void
}

/** Where engines come from: the engines of this computer, later also a remote server. */
export interface EngineProvider {
  /** The engine that could be leased at once; null when there is none. */
  readonly ready: ReadyEngine | null
  /** Loads that failed or were cancelled so far. */
  readonly failedLoads: number
  /**
   * Waits for an engine with this model and leases it; loads the model where that is needed. Model null: the one in use, else the one used
   * last. Resolves with null when `signal` was aborted. Rejects with the ExpectedError that says why there is no such engine.
   *
   * One load serves all that wait for it: when it fails or is cancelled, that ends the wait of all of them, also of those whose turn comes
   * later; what begins to wait afterwards loads again. `failedLoadsBefore`: `failedLoads` when the wait began; left out: now.
   */
  acquire(model: ModelId | null, signal: AbortSignal, failedLoadsBefore?: number): Promise<EngineLease | null>
}
