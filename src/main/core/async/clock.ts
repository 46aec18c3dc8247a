/** Time, as a port: a test moves it by hand and never waits. */
export interface Clock {
  /** UTC milliseconds, for what is stored. */
  now(): number
  /** Milliseconds from an arbitrary origin; never goes back. For measuring. */
  monotonic(): number
  /** Calls `task` once, `ms` milliseconds from now. Returns the function that cancels it. */
  after(ms: number, task: () => void): () => void
}
