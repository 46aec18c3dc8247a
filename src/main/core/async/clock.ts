/** Time, as a port: a test moves it by hand and never waits. */
export interface Clock {
  /** UTC milliseconds, for what is stored. */
  now(): number
  /** Milliseconds since some moment, never going back; for measuring. */
  monotonic(): number
  /** Calls `task` once, `ms` milliseconds from now. Returns what takes it back. */
  after(ms: number, task: () => void): () => void
}
