import type { ThreadUse } from '../../../shared/domain/threadUse'
import type { ReadingThreads } from './readingThreads'

/** What the system says of the processor, in milliseconds. */
export interface ProcessorTimes {
  now(): number
  /** That this process has computed, all threads together. */
  computed(): number
  /** That all cores together have been idle; null where the system does not say. */
  idle(): number | null
  /** Milliseconds in which it is counted; 0 where they are few. */
  readonly step: number
}

/** A shorter time between two readings says nothing of what other programs take: the last reading does. */
const PAUSE = 200
/** Of a core: what may be missing beside a reply that nobody but the window disturbs. */
const LEFT_TO_WINDOW = 0.3

interface Moment {
  readonly at: number
  readonly computed: number
  readonly idle: number | null
}

/** Sees to the threads that read, piece by piece. One for all prompts that a loaded model reads. */
export class ReadingClock {
  readonly #reading: ReadingThreads
  readonly #useThreads: (threads: number) => void
  readonly #times: ProcessorTimes
  readonly #tokens = new Map<number, number>()
  #last: Moment
  #begun: Moment | null = null
  #replyBegun: Moment | null = null
  /** Threads that the last reply was written with in the end, where other programs had the other cores; a quick model may be faster with fewer. */
  #wrote = Infinity

  constructor(reading: ReadingThreads, useThreads: (threads: number) => void, times: ProcessorTimes) {
    this.#reading = reading
    this.#useThreads = useThreads
    this.#times = times
    this.#last = this.#moment(true)
  }

  /** Before the first piece of a prompt. */
  beginPrompt(): void {
    this.#tokens.clear()
    this.#reading.begin(this.#reading.isPinned ? null : this.#freeSinceLast(), this.#wrote)
    this.#useThreads(this.#reading.threads)
  }

  /** Before a piece is evaluated. */
  begin(): void {
    this.#useThreads(this.#reading.threads)
    this.#begun = this.#moment(!this.#reading.isPinned)
  }

  /** When so many tokens were evaluated. `isUndisturbed`: by all threads, on cores of their own. */
  end(tokens: number): { readonly ms: number; readonly isUndisturbed: boolean } {
    const begun = this.#begun
    if (!begun) throw new Error('No piece was begun')
    const ended = this.#moment(!this.#reading.isPinned)
    this.#begun = null
    if (ended.idle !== null) this.#last = ended
    this.count(tokens)
    const ms = Math.max(ended.at - begun.at, Number.EPSILON)
    const isUndisturbed = this.#reading.read({ tokens, ms, computedMs: ended.computed - begun.computed, idleMs: between(begun, ended) })
    return { ms, isUndisturbed }
  }

  /** Tokens that are read with the number of this moment and are no piece of their own: the end of a prompt is evaluated with the reply's first token. */
  count(tokens: number): void {
    const { threads } = this.#reading
    if (tokens > 0) this.#tokens.set(threads, (this.#tokens.get(threads) ?? 0) + tokens)
  }

  /** Before the reply is written: the end of the prompt is evaluated with its first token. */
  beginReply(): void {
    this.#useThreads(this.#reading.threads)
    this.#replyBegun = this.#reading.isPinned ? null : this.#moment(true)
  }

  /** `threads`: with so many it was written in the end. */
  endReply(threads: number): void {
    const begun = this.#replyBegun
    if (!begun) return
    const ended = this.#moment(true)
    const ms = ended.at - begun.at
    const free = ms < PAUSE ? null : this.#freeBetween(begun, ended)
    if (free !== null) this.#wrote = free < this.#reading.most - LEFT_TO_WINDOW ? threads : Infinity
  }

  /** Threads that a core is free for, as the last piece has shown; Infinity where none was missing. */
  get mostAfter(): number {
    return this.#reading.isReduced ? this.#reading.threads : Infinity
  }

  /** Tokens of this prompt by the number of threads that read them, the smallest number first. */
  get use(): Exclude<ThreadUse['reading'], number> {
    return [...this.#tokens].map(([threads, tokens]) => ({ threads, tokens })).sort((a, b) => a.threads - b.threads)
  }

  #freeSinceLast(): number | null {
    const [before, now] = [this.#last, this.#moment(true)]
    this.#last = now
    return now.at - before.at < PAUSE ? null : this.#freeBetween(before, now)
  }

  /** Cores that other programs left, on the average; null where the system does not say. */
  #freeBetween(before: Moment, after: Moment): number | null {
    const idle = between(before, after)
    return idle === null ? null : (idle + after.computed - before.computed) / (after.at - before.at)
  }

  #moment(withIdle: boolean): Moment {
    return { at: this.#times.now(), computed: this.#times.computed(), idle: withIdle ? this.#times.idle() : null }
  }
}

const between = (before: Moment, after: Moment): number | null =>
  before.idle === null || after.idle === null ? null : after.idle - before.idle
