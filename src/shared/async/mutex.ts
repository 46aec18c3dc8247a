/**
 * Runs tasks one at a time, in the order of the calls. A task must not wait for another task of the same mutex: neither would ever
 * begin again.
 */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve()

  /** Settles as `task` does. A task that fails does not hold up the next one. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task)
    this.#last = result.catch(() => undefined)
    return result
  }
}
