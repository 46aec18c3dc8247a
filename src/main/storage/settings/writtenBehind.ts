import type { KeyedStore } from '../../core/settings/keyedStore'
import type { Log } from '../../core/errors/log'

/** Milliseconds from the first change to the write that holds it and all that came meanwhile. */
const DELAY = 1_000

/** The timers of core's clock. */
export interface Timers {
  after(ms: number, task: () => void): () => void
}

interface WriteBehind {
  clock: Timers
  log: Log
  /** Written to the log when a write fails. */
  failure: string
}

interface WrittenBehind<T> extends KeyedStore<T> {
  flush(): void
  close(): void
}

/**
 * A store over values in memory that `write` keeps as a whole: at most once a second, because it waits for the disk. `set` never throws.
 * Of writes that fail in a row only the first is logged; the next change tries again.
 */
export function writtenBehind<T extends object>(
  initial: T,
  write: (values: T) => void,
  { clock, log, failure }: WriteBehind
): WrittenBehind<T> {
  let values = initial
  let isWritten = true
  let isFailing = false
  let isClosed = false
  let cancelTimer: (() => void) | null = null

  const flush = (): void => {
    cancelTimer?.()
    cancelTimer = null
    if (isWritten) return
    try {
      write(values)
      isWritten = true
      isFailing = false
    } catch (thrown) {
      if (!isFailing) log.error(failure, thrown)
      isFailing = true
    }
  }
  return {
    get: (key) => values[key],
    set: (key, value) => {
      values = { ...values, [key]: value }
      isWritten = false
      if (isClosed) flush()
      else cancelTimer ??= clock.after(DELAY, flush)
    },
    flush,
    close: () => {
      isClosed = true
      flush()
    }
  }
}
