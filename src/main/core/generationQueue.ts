import type { LiveGeneration } from './liveGeneration'

/** Generations that may wait at most. */
export const QUEUE_LIMIT = 4

/** One generation runs; the others wait in the order they came, and show what they wait for. */
export class GenerationQueue {
  readonly #run: (generation: LiveGeneration) => Promise<void>
  #running: LiveGeneration | null = null
  #waiting: LiveGeneration[] = []
  #isClosed = false

  /** `run` must not reject. */
  constructor(run: (generation: LiveGeneration) => Promise<void>) {
    this.#run = run
  }

  get running(): LiveGeneration | null {
    return this.#running
  }

  get isFull(): boolean {
    return this.#waiting.length >= QUEUE_LIMIT
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  add(generation: LiveGeneration): void {
    this.#waiting.push(generation)
    this.#startNext()
  }

  /** Takes a waiting generation out; null when it does not wait. `undo` puts it back at its place. */
  take(generation: LiveGeneration): { undo: () => void } | null {
    const place = this.#waiting.indexOf(generation)
    if (place < 0) return null
    this.#waiting.splice(place, 1)
    const undo = (): void => {
      this.#waiting.splice(place, 0, generation)
      this.#startNext()
    }
    return { undo }
  }

  /** Nothing that waits is started any more. */
  close(): void {
    this.#isClosed = true
  }

  #startNext(): void {
    if (this.#running || this.#isClosed) return
    const next = this.#waiting.shift()
    if (!next) return
    this.#running = next
    for (const waiting of this.#waiting) waiting.stream.showPhase({ kind: 'queued', behind: next.title })
    void this.#run(next).finally(() => {
      this.#running = null
      this.#startNext()
    })
  }
}
