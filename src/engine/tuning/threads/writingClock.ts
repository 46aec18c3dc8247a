import type { DrawingPace } from '../../engine'
import type { ThreadUse } from '../../../shared/domain/threadUse'
import type { WritingThreads } from './writingThreads'

/** Milliseconds from an update on in which the window draws it. */
const DRAWING = 8
/** Milliseconds between two updates where a core is left to the window, and where all of them write: each update costs them some. */
const BETWEEN = { coreLeft: 33, allCores: 125 }

/** Sees to the threads of one reply, token by token, and to how often the window is told of it. */
export class WritingClock {
  readonly #writing: WritingThreads
  readonly #useThreads: (threads: number) => void
  readonly #pace: DrawingPace | undefined
  readonly #tokens = new Map<number, number>()
  #begun: { at: number; threads: number; isDrawing: boolean } | null = null

  /** `most`: threads that the prompt has found a core for. */
  constructor(writing: WritingThreads, useThreads: (threads: number) => void, pace: DrawingPace | undefined, most = Infinity) {
    this.#writing = writing
    this.#useThreads = useThreads
    this.#pace = pace
    writing.begin(most)
  }

  /** Before a token is asked for. */
  begin(): void {
    const at = performance.now()
    if (this.#pace) this.#pace.between = this.#writing.takesAllCores ? BETWEEN.allCores : BETWEEN.coreLeft
    const isDrawing = this.#pace !== undefined && at - this.#pace.sentAt < DRAWING
    const threads = this.#writing.next(isDrawing)
    this.#useThreads(threads)
    this.#begun = { at, threads, isDrawing }
  }

  /** When it has come. The first token of a reply is evaluated with the rest of its prompt: `begin` was not called before it. */
  end(): void {
    if (!this.#begun) return
    const { at, threads, isDrawing } = this.#begun
    this.#begun = null
    this.#writing.wrote(threads, performance.now() - at, isDrawing)
    this.#tokens.set(threads, (this.#tokens.get(threads) ?? 0) + 1)
  }

  /** Tokens that were written with each number of threads, the smallest number first. */
  get use(): ThreadUse['writing'] {
    return [...this.#tokens].map(([threads, tokens]) => ({ threads, tokens })).sort((a, b) => a.threads - b.threads)
  }
}
