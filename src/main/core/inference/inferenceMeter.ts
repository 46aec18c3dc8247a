import type { GenerationResult } from '../../../engine/engine'
import type { Clock } from '../ports/clock'

/** Figures of one inference. Times in milliseconds, speeds in tokens per second; null where there was nothing to measure. */
export type Figures = Pick<GenerationResult, 'tokens' | 'tokensPerSecond' | 'timeToFirstTokenMs' | 'promptEvaluated' | 'promptReused'>

/** Counts what comes from the engine: for the screen, and for an inference whose engine died before it could tell its own figures. */
export class InferenceMeter {
  readonly #clock: Clock
  readonly #begun: number
  #firstAt: number | null = null
  #tokens = 0
  #promptKnown: number | null = null
  #promptRead = 0
  #result: GenerationResult | null = null

  constructor(clock: Clock) {
    this.#clock = clock
    this.#begun = clock.monotonic()
  }

  get tokens(): number {
    return this.#tokens
  }

  /** Null until there are two tokens to measure between. */
  get tokensPerSecond(): number | null {
    if (this.#firstAt === null || this.#tokens < 2) return null
    const seconds = (this.#clock.monotonic() - this.#firstAt) / 1_000
    return seconds > 0 ? (this.#tokens - 1) / seconds : null
  }

  /** `done`: prompt tokens in the KV cache. Those of the first call were there before. */
  read(done: number): void {
    this.#promptKnown ??= done
    this.#promptRead = done - this.#promptKnown
  }

  wrote(tokens: number): void {
    this.#firstAt ??= this.#clock.monotonic()
    this.#tokens += tokens
  }

  /** The engine's own figures, which its exit may prevent. */
  finish(result: GenerationResult): void {
    this.#result = result
  }

  /**
   * Null when the engine told none and wrote nothing. `isCut`: stopped; then only the tokens that arrived before count, whatever the engine
   * wrote until it heard of it.
   */
  figures(isCut: boolean): Figures | null {
    if (!this.#result) return this.#tokens > 0 ? this.#measured() : null
    if (!isCut) return this.#result
    if (this.#tokens > 0) return { ...this.#result, tokens: this.#tokens }
    return { ...this.#result, tokens: 0, tokensPerSecond: null, timeToFirstTokenMs: null }
  }

  #measured(): Figures {
    return {
      tokens: this.#tokens,
      tokensPerSecond: this.tokensPerSecond,
      timeToFirstTokenMs: this.#firstAt === null ? null : this.#firstAt - this.#begun,
      promptEvaluated: this.#promptRead,
      promptReused: this.#promptKnown ?? 0
    }
  }
}
