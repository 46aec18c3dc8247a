import type { Clock } from '../async/clock'

interface Timer {
  at: number
  task: () => void
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #time = 0
  #timers: Timer[] = []

  now = (): number => 1_700_000_000_000 + this.#time
  monotonic = (): number => this.#time

  after = (ms: number, task: () => void): (() => void) => {
    const timer = { at: this.#time + ms, task }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Moves on by `ms`; timers that come due run in order, and what they start goes on before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers = this.#timers.filter((other) => other !== next)
      this.#time = next.at
      next.task()
      await othersFirst()
    }
    this.#time = end
    await othersFirst()
  }

  #next(end: number): Timer | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }
}

/** Lets everything go on that does not wait for a clock or for an engine. */
export const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Resolves as soon as `condition` holds; gives up after very many turns of the loop. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000; turn++) {
    if (condition()) return
    await othersFirst()
  }
  throw new Error(`This never came true: ${condition.toString()}`)
}
