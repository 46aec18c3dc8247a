import type { DrawingPace } from '../../engine'
import type { ThreadUse } from '../../../shared/domain/threadUse'
import type { DrawingCost } from './drawingCost'
import type { WritingThreads } from './writingThreads'

/** Milliseconds from an update on in which the window draws it. */
const DRAWING = 8
/** Milliseconds between two updates where a core is left to the window. */
const BETWEEN = 33

/** What writes, as far as its threads go. */
interface Writer {
  readonly writingThreads: WritingThreads
  readonly drawingCost: DrawingCost
  useThreads(threads: number): void
}

/** Sees to the threads of one reply, token by token, and to how often the window is told of it. */
export class WritingClock {
  readonly #writer: Writer
  readonly #pace: DrawingPace | undefined
  readonly #tokens = new Map<number, number>()
  #begun: { at: number; threads: number; drawnSince: number | null } | null = null

  /** `most`: threads that the prompt has found a core for. */
  constructor(writer: Writer, pace: DrawingPace | undefined, most = Infinity) {
    this.#writer = writer
    this.#pace = pace
    writer.writingThreads.begin(most)
  }

  /** Before a token is asked for. */
  begin(): void {
    const at = performance.now()
    const { writingThreads, drawingCost } = this.#writer
    const pace = this.#pace
    if (pace) pace.between = writingThreads.takesAllCores ? drawingCost.between : BETWEEN
    const drawnSince = pace && at - pace.sentAt < DRAWING ? pace.sentAt : null
    const threads = writingThreads.next(drawnSince !== null)
    this.#writer.useThreads(threads)
    this.#begun = { at, threads, drawnSince }
  }

  /** When it has come. The first token of a reply is evaluated with the rest of its prompt: `begin` was not called before it. */
  end(): void {
    if (!this.#begun) return
    const { at, threads, drawnSince } = this.#begun
    const { writingThreads, drawingCost } = this.#writer
    this.#begun = null
    const ms = performance.now() - at
    if (drawnSince !== null && writingThreads.takesAllCores && writingThreads.usual < Infinity) {
      drawingCost.lost(drawnSince, ms - writingThreads.usual)
    }
    writingThreads.wrote(threads, ms, drawnSince !== null)
    this.#tokens.set(threads, (this.#tokens.get(threads) ?? 0) + 1)
  }

  /** Tokens that were written with each number of threads, the smallest number first. */
  get use(): ThreadUse['writing'] {
    return [...this.#tokens].map(([threads, tokens]) => ({ threads, tokens })).sort((a, b) => a.threads - b.threads)
  }
}
