import type { GenerationFigures } from './engine'

/** Measures one generation inside the engine's process, so that its times contain no message between processes. */
export class GenerationMeter {
  readonly #calledAt: number
  readonly #now: () => number
  #tokens = 0
  #firstAt: number | null = null
  #lastAt = 0
  #thought: { tokens: number; ms: number } | null = null
  #prompt = { promptEvaluated: 0, promptReused: 0 }

  /** `calledAt`: in ms, by the clock of `now`. */
  constructor(calledAt: number, now: () => number) {
    this.#calledAt = calledAt
    this.#now = now
  }

  /** Prompt tokens that are in the KV cache, and those of them that were there before. */
  setPrompt(known: number, reused: number): void {
    this.#prompt = { promptEvaluated: known - reused, promptReused: reused }
  }

  /** A token more, just now. Thoughts come first: their tokens are all up to the last one of them, with the marks around them. */
  wrote(kind: 'text' | 'thought'): void {
    const now = this.#now()
    this.#tokens += 1
    this.#lastAt = now
    this.#firstAt ??= now
    if (kind === 'thought') this.#thought = { tokens: this.#tokens, ms: now - this.#firstAt }
  }

  get figures(): GenerationFigures {
    const seconds = this.#firstAt === null ? 0 : (this.#lastAt - this.#firstAt) / 1000
    return {
      tokens: this.#tokens,
      thoughtTokens: this.#thought?.tokens ?? 0,
      thoughtMs: this.#thought?.ms ?? null,
      tokensPerSecond: this.#tokens > 1 && seconds > 0 ? (this.#tokens - 1) / seconds : null,
      timeToFirstTokenMs: this.#firstAt === null ? null : this.#firstAt - this.#calledAt,
      ...this.#prompt
    }
  }
}
