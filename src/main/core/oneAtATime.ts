/**
 * Runs tasks one after the other, in the order they came. Whatever reads a conversation, decides and writes it back goes through one of
 * these, so that two such steps never overlap. A task must not wait for another task of the same line.
 */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as `task` does; a task that fails does not hold up the next. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task)
    this.#last = result.catch(() => undefined)
    return result
  }
}
