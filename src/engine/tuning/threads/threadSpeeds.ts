/** Tokens whose times are remembered of each number of threads: at 50 tokens a second a quarter of a second. */
const KEPT = 12

/** How long tokens take with each number of threads, from the newest ones alone: the times grow with the context, and other programs come and go. */
export class ThreadSpeeds {
  readonly #times = new Map<number, number[]>()

  add(threads: number, ms: number): void {
    const times = this.#times.get(threads) ?? []
    this.#times.set(threads, [...times, ms].slice(-KEPT))
  }

  count(threads: number): number {
    return this.#times.get(threads)?.length ?? 0
  }

  /** Milliseconds a token; of four and more the longest one is left out, because one stall says nothing. Infinity where nothing is known. */
  mean(threads: number): number {
    const times = [...(this.#times.get(threads) ?? [])].sort((a, b) => a - b)
    const counted = times.length < 4 ? times : times.slice(0, -1)
    return counted.length === 0 ? Infinity : counted.reduce((sum, ms) => sum + ms, 0) / counted.length
  }

  forget(threads: number): void {
    this.#times.delete(threads)
  }

  clear(): void {
    this.#times.clear()
  }
}
