import { ThreadSpeeds } from './threadSpeeds'

/** Tokens that are written with another number of threads to see whether they are faster. */
const TRIAL = 4
/** Another number is taken only where tokens take less than this share of their time with it. */
const CLEARLY_FASTER = 0.97
/** A trial ends with the first token that takes so many times what tokens take without it. */
const HOPELESS = 1.25
/**
 * Tokens that take so many times what they took mean that another program has taken a core. It takes the core for a few milliseconds at a time,
 * so some tokens are as quick as before.
 */
const SLOWER = 1.25
/** And so many tokens in a row, each MUCH_SLOWER times as long as before. */
const MUCH_SLOWER = 1.5
const SLOW_TOKENS = 3
/** Milliseconds: a token loses more than that where the window draws on a core that computes it. */
const LOST_TO_DRAWING = 3
/** Milliseconds of a token beside which drawing does not count. */
const LONG_BESIDE_DRAWING = 32
/** Milliseconds of writing between two trials: the first wait, and the longest, to which it doubles with every trial that brings nothing. */
const WAIT = { first: 500, longest: 8_000 }

/** `least` and `most`: never fewer and never more; the same number for both pins it. `first`: what a model begins with. `cores`: that this process may use. */
export interface ThreadRange {
  readonly least: number
  readonly first: number
  readonly most: number
  readonly cores: number
}

interface Trial {
  readonly threads: number
  readonly times: number[]
}

/**
 * How many threads write the next token, from what the tokens before it took. Each token waits for its slowest thread, and the threads wait
 * for each other by spinning: one thread more than there are idle cores makes a token many times slower, one fewer wastes a core. What is idle
 * changes with other programs, so the number follows the times of real tokens, by one at a time. Nothing is written for the sake of measuring.
 *
 * - By trials of a few tokens, now and then and at once when tokens have become much slower; a trial ends with the first token that is
 *   clearly slower.
 * - While the window draws what was sent to it, and all cores would write, one thread fewer writes where that costs less than a core that has
 *   to draw and to write: with quick models.
 */
export class WritingThreads {
  readonly #range: ThreadRange
  readonly #speeds = new ThreadSpeeds()
  #threads: number
  #trial: Trial | null = null
  /** What tokens took when they were last judged; Infinity: nothing is known. */
  #usual = Infinity
  #slow = 0
  #wait: { ms: number; left: number } = { ms: WAIT.first, left: WAIT.first }
  #up = true

  constructor(range: ThreadRange) {
    this.#range = range
    this.#threads = range.first
  }

  /** What tokens are written with, but for trials and drawing. */
  get threads(): number {
    return this.#threads
  }

  /** Whether the window has no core of its own while a token is written. */
  get takesAllCores(): boolean {
    return this.#threads >= this.#range.cores
  }

  /** Milliseconds of a token beside which nothing is drawn; Infinity before that is known. */
  get usual(): number {
    return this.#usual
  }

  /** A reply begins, with `most` threads. The number stays, and how often others are tried; times that were taken under other circumstances are forgotten. */
  begin(most = Infinity): void {
    if (most < this.#threads) {
      this.#threads = Math.max(this.#range.least, most)
      this.#wait = { ms: WAIT.first, left: WAIT.first } // what took the cores may be gone by now
      this.#up = false // so the next trial goes up
    }
    this.#speeds.clear()
    this.#trial = null
    this.#usual = Infinity
    this.#slow = 0
  }

  /** Threads for the next token. `isDrawing`: the window has just been sent something to show. */
  next(isDrawing: boolean): number {
    if (this.#trial && !(isDrawing && this.#usual < LONG_BESIDE_DRAWING)) return this.#trial.threads
    return isDrawing && this.#leavesCoreToDrawing() ? this.#threads - 1 : this.#threads
  }

  #leavesCoreToDrawing(): boolean {
    const fewer = this.#threads - 1
    if (!this.takesAllCores || fewer < this.#range.least || this.#speeds.count(fewer) === 0) return false
    return this.#speeds.mean(fewer) - this.#speeds.mean(this.#threads) < LOST_TO_DRAWING
  }

  /**
   * A token was written with so many threads in so many milliseconds. `isDrawing` and `threads` as asked of and told by `next`: what the window
   * took of a quick token says nothing of the threads; of a slow one it took next to nothing.
   */
  wrote(threads: number, ms: number, isDrawing: boolean): void {
    const { least, most } = this.#range
    if (least === most) return
    this.#wait.left -= ms
    if (isDrawing && ms < LONG_BESIDE_DRAWING) return
    if (this.#trial && threads === this.#trial.threads) return this.#tried(this.#trial, ms)
    if (threads !== this.#threads) return
    this.#speeds.add(threads, ms)
    this.#slow = ms > MUCH_SLOWER * this.#usual ? this.#slow + 1 : 0
    const mean = this.#speeds.count(threads) >= TRIAL ? this.#speeds.mean(threads) : Infinity
    const isSlower = this.#slow >= SLOW_TOKENS || (mean < Infinity && mean > SLOWER * this.#usual)
    if (!isSlower) this.#usual = Math.min(this.#usual, mean)
    if (this.#trial) return
    if (isSlower && threads > least) this.#begin(threads - 1)
    else if (this.#wait.left <= 0) this.#tryAnother()
  }

  #tryAnother(): void {
    const { least, most } = this.#range
    const [up, down] = [this.#threads + 1, this.#threads - 1]
    this.#up = up > most ? false : down < least ? true : !this.#up
    this.#begin(this.#up ? up : down)
  }

  #begin(threads: number): void {
    this.#slow = 0
    this.#trial = { threads, times: [] }
  }

  #tried(trial: Trial, ms: number): void {
    const { threads, times } = trial
    times.push(ms)
    const usual = this.#speeds.mean(this.#threads)
    const isHopeless = ms > HOPELESS * usual
    if (!isHopeless && times.length < TRIAL) return
    const isFaster = !isHopeless && meanOf(times) < CLEARLY_FASTER * usual
    if (isFaster) return this.#take(trial)
    this.#trial = null
    this.#speeds.forget(threads)
    for (const each of times) this.#speeds.add(threads, each)
    this.#usual = usual // slower or not, this is what tokens take now
    this.#wait.ms = Math.min(WAIT.longest, 2 * this.#wait.ms)
    this.#wait.left = this.#wait.ms
  }

  /** Also the way back is tried soon: the circumstances have just changed. */
  #take({ threads, times }: Trial): void {
    const before = this.#threads
    this.#trial = null
    this.#threads = threads
    this.#speeds.clear()
    for (const ms of times) this.#speeds.add(threads, ms)
    this.#usual = meanOf(times)
    this.#slow = 0
    this.#up = threads < before // the next trial goes on in the same direction
    this.#wait = { ms: WAIT.first, left: threads > before ? 0 : WAIT.first }
  }
}

const meanOf = (times: readonly number[]): number => times.reduce((sum, ms) => sum + ms, 0) / times.length
