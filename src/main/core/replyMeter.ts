import type { GenerationResult } from '../../engine/engine'
import type { GenerationStats } from '../../shared/domain/message'
import type { Clock } from './ports/clock'

type Measured = Pick<GenerationResult, 'tokens' | 'tokensPerSecond' | 'timeToFirstTokenMs' | 'promptEvaluated' | 'promptReused'>

/** Counts what comes from the engine: numbers for the screen, and the figures of a reply whose engine died before it could say its own. */
export class ReplyMeter {
  readonly #clock: Clock
  readonly #begun: number
  #firstAt: number | null = null
  #tokens = 0
  #promptKnown: number | null = null
  #promptRead = 0

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

  /** `done`: prompt tokens known to the engine. Those of the first call were known from before. */
  read(done: number): void {
    this.#promptKnown ??= done
    this.#promptRead = done - this.#promptKnown
  }

  wrote(tokens: number): void {
    this.#firstAt ??= this.#clock.monotonic()
    this.#tokens += tokens
  }

  get measured(): Measured {
    return {
      tokens: this.#tokens,
      tokensPerSecond: this.tokensPerSecond,
      timeToFirstTokenMs: this.#firstAt === null ? null : this.#firstAt - this.#begun,
      promptEvaluated: this.#promptRead,
      promptReused: this.#promptKnown ?? 0
    }
  }
}

/** The figures of a reply after one more part: its tokens and times add up, the first token was that of the first part. */
export function addPart(before: GenerationStats | null, part: Measured, seed: number): GenerationStats {
  const { tokens, tokensPerSecond, timeToFirstTokenMs, promptEvaluated, promptReused } = part
  return {
    tokens: (before?.tokens ?? 0) + tokens,
    tokensPerSecond: joinedSpeed(before, { tokens, tokensPerSecond }),
    timeToFirstTokenMs: before?.timeToFirstTokenMs ?? timeToFirstTokenMs,
    promptEvaluated: (before?.promptEvaluated ?? 0) + promptEvaluated,
    promptReused: before ? before.promptReused : promptReused,
    seed
  }
}

type Speed = Pick<GenerationStats, 'tokens' | 'tokensPerSecond'>

function joinedSpeed(before: Speed | null, part: Speed): number | null {
  if (!before?.tokensPerSecond) return part.tokensPerSecond
  if (!part.tokensPerSecond) return before.tokensPerSecond
  const seconds = before.tokens / before.tokensPerSecond + part.tokens / part.tokensPerSecond
  return seconds > 0 ? (before.tokens + part.tokens) / seconds : null
}
