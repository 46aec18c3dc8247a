/** Runs one piece of work at a time, in the order of asking: two evaluations on one sequence would spoil each other silently. */
export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined) // a failure is its caller's; the next turn comes all the same
    return turn
  }
}
