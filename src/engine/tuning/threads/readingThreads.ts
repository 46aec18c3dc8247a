/** Milliseconds of reading that are looked at together, at least, and so many of the steps in which the system counts. */
const LOOK = { ms: 50, steps: 16 }
/** Pieces of one size take so much longer by chance. */
const SLOWER = 1.05
/** Of a core: what other programs may have taken of it where a reading begins with that one too. */
const LEFT_TO_OTHERS = 0.7
/**
 * Milliseconds between two tries of more threads, where nobody says which cores are idle or where the last try failed although they were: the first
 * wait, and the longest, to which it doubles; in any case so many times what the try took.
 */
const WAIT = { first: 500, longest: 8_000, times: 10 }

/** `least` and `most`: never fewer and never more; the same number for both pins it. */
export interface ReadingRange {
  readonly least: number
  readonly most: number
}

/**
 * What was evaluated at once, between two looks at Stop. `computedMs`: what this process had of the processor meanwhile. `idleMs`: of all cores
 * together; null where the system does not say.
 */
export interface PieceRead {
  readonly tokens: number
  readonly ms: number
  readonly computedMs: number
  readonly idleMs: number | null
}

/** Another number of threads than before, until pieces have shown that they do not take longer. */
interface Move {
  readonly from: number
  readonly lost: number
  /** The last piece before it. */
  readonly tokens: number
  readonly ms: number
}

interface Look {
  readonly ms: number
  readonly computedMs: number
  readonly idleMs: number | null
}
const NOTHING: Look = { ms: 0, computedMs: 0, idleMs: 0 }

/** Cores that so many threads may lack before one thread fewer is faster: all wait for the one that shares its core. */
const bearable = (threads: number): number => Math.max(0.15, 0.8 / threads)

/**
 * How many threads read the next piece of a prompt. They wait for each other by spinning, so they take all of the processor that they can get:
 * where they had less than a core each, and the rest was not idle, other programs have it, and the piece took up to ten times as long. So many
 * threads as cores were missing are left out of the next piece. Between two computations one thread works alone: the other cores are idle then.
 * Nothing has to be known of what a piece should take, and the first one tells.
 *
 * - More threads are tried when so many cores were idle beside those that read, so that nothing is lost where none is.
 * - Whichever way the number goes, it comes back where pieces of the same size then take longer: where threads wait without spinning, less than a
 *   core each is no sign of anything.
 */
export class ReadingThreads {
  readonly #range: ReadingRange
  readonly #step: number
  #threads: number
  #look = NOTHING
  #isDisturbed = false
  #move: Move | null = null
  /** Cores that may be missing: with so many, fewer threads took longer. */
  #borne = 0
  #wait = { ms: 0, left: 0 }

  /** `step`: milliseconds in which the system counts processor time, where that is coarse. */
  constructor(range: ReadingRange, step = 0) {
    this.#range = range
    this.#step = step
    this.#threads = range.most
  }

  /** What the next piece is read with. */
  get threads(): number {
    return this.#threads
  }

  get most(): number {
    return this.#range.most
  }

  get isPinned(): boolean {
    return this.#range.least === this.#range.most
  }

  /** Fewer than could be: other programs have the other cores. */
  get isReduced(): boolean {
    return this.#threads < this.#range.most
  }

  /**
   * A reading begins: with what the last one, or the reply behind it, ended with, and with more where other programs have left more cores since then.
   * Cores that they have taken since then are no reason for fewer: they may be idle by now, and the first words would come later. `free`: cores
   * that they left, on the average; null: nobody knows. `wrote`: threads that the last reply was written with beside other programs.
   */
  begin(free: number | null, wrote = Infinity): void {
    const { least, most } = this.#range
    if (free !== null) {
      const found = Math.min(this.#threads, wrote)
      this.#threads = Math.max(least, Math.min(most, Math.max(found, Math.floor(free + LEFT_TO_OTHERS))))
    }
    this.#look = NOTHING
    this.#isDisturbed = false
    this.#move = null
    this.#borne = 0
    this.#wait = { ms: 0, left: 0 }
  }

  /** Says whether the piece had all threads there are, on cores of their own; of a pinned number that is not asked. */
  read(piece: PieceRead): boolean {
    if (this.isPinned) return true
    const { isReduced } = this
    this.#judge(piece)
    return !isReduced && !this.#isDisturbed
  }

  #judge({ tokens, ms, computedMs, idleMs }: PieceRead): void {
    const { least, most } = this.#range
    const threads = this.#threads
    this.#wait.left -= ms
    const look = added(this.#look, { ms, computedMs, idleMs })
    this.#look = look
    if (look.ms < Math.max(LOOK.ms, LOOK.steps * this.#step)) return
    this.#look = NOTHING
    const idle = look.idleMs === null ? null : look.idleMs / look.ms
    const uncounted = (threads * this.#step) / look.ms
    const lost = threads - look.computedMs / look.ms - (idle ?? 0) - uncounted
    this.#isDisturbed = lost > this.#mostMissing
    const before = this.#move
    const isTrial = before !== null && before.from < threads
    const move = { from: threads, lost, tokens, ms }
    if (this.#isDisturbed && threads > least) {
      if (isTrial) this.#waitLonger(ms)
      // All the way down is one move: half of it may be slower than none.
      return this.#change(Math.max(least, threads - Math.max(1, Math.floor(lost))), before && !isTrial ? before : move)
    }
    if (before?.tokens === tokens) {
      if (ms > SLOWER * before.ms) return this.#goBack(before, ms)
      this.#move = null
    }
    if (isTrial) this.#wait = { ms: 0, left: 0 }
    const more = idle === null ? Math.min(1, most - threads) : this.#roomFor(idle)
    if (idle === null && this.#wait.ms === 0) this.#waitLonger(0)
    else if (more > 0 && this.#wait.left <= 0) this.#change(threads + more, move)
  }

  get #mostMissing(): number {
    return Math.max(bearable(this.#threads), this.#borne)
  }

  /** Threads that so many idle cores are enough for. */
  #roomFor(idle: number): number {
    let added = this.#range.most - this.#threads
    while (added > 0 && idle < added - 0.75 * bearable(this.#threads + added)) added--
    return added
  }

  #goBack({ from, lost }: Move, ms: number): void {
    if (from > this.#threads) this.#borne = lost + bearable(from) / 2
    else this.#waitLonger(ms)
    this.#threads = from
    this.#look = NOTHING
    this.#move = null
  }

  #change(threads: number, move: Move): void {
    this.#threads = threads
    this.#move = move
  }

  #waitLonger(tryMs: number): void {
    const ms = Math.min(WAIT.longest, Math.max(WAIT.first, 2 * this.#wait.ms))
    this.#wait = { ms, left: Math.max(ms, WAIT.times * tryMs) }
  }
}

const added = (a: Look, b: Look): Look => ({
  ms: a.ms + b.ms,
  computedMs: a.computedMs + b.computedMs,
  idleMs: a.idleMs === null || b.idleMs === null ? null : a.idleMs + b.idleMs
})
