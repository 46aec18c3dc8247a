import type { Log } from '../core/errors/log'

const MINUTE = 60_000 // ms

export interface LogLimit {
  /** Named in what is written about the entries that were left out. */
  source: string
  /** Entries within one minute, counted from the first of them. */
  perMinute: number
}

/**
 * Passes on at most `perMinute` entries a minute. The first one above the limit is replaced by a warning that entries are being left out;
 * when the minute is over, another warning says how many there were.
 */
export function limitedLog(log: Log, { source, perMinute }: LogLimit): Log {
  let entries = 0
  let minute: NodeJS.Timeout | undefined

  const endMinute = (): void => {
    const leftOut = entries - perMinute
    entries = 0
    minute = undefined
    if (leftOut > 0) log.warn(`${leftOut} entries of ${source} were left out of the log`)
  }
  const mayWrite = (): boolean => {
    minute ??= setTimeout(endMinute, MINUTE).unref()
    entries += 1
    if (entries === perMinute + 1) log.warn(`More than ${perMinute} entries of ${source} within a minute: further ones are only counted`)
    return entries <= perMinute
  }
  return {
    info: (message) => {
      if (mayWrite()) log.info(message)
    },
    warn: (message) => {
      if (mayWrite()) log.warn(message)
    },
    error: (message, thrown) => {
      if (mayWrite()) log.error(message, thrown)
    }
  }
}
