// How long a transfer will still take, from what arrived lately.

const WINDOW_MS = 10_000
const LEAST_MS = 1_000
const STEP_MS = 100

/** In words that promise no more than an estimate can: "about 40 s", "about 3 min". */
export function describeDuration(ms) {
  const seconds = ms / 1000
  if (seconds < 10) return 'a few seconds'
  return seconds < 90 ? `about ${Math.round(seconds / 10) * 10} s` : `about ${Math.round(seconds / 60)} min`
}

/**
 * What was there before the first call, as after a cut, says nothing about the speed.
 * @returns {(time: number, done: number, total: number) => number | undefined} milliseconds; undefined while nothing can be said
 */
export function createTimeLeft() {
  const seen = []
  return (time, done, total) => {
    if (time - (seen.at(-1)?.time ?? -Infinity) >= STEP_MS) seen.push({ time, done })
    while (seen.length > 1 && seen[1].time <= time - WINDOW_MS) seen.shift()
    const [first] = seen
    const arrived = done - first.done
    if (time - first.time < LEAST_MS || arrived <= 0) return undefined
    return ((total - done) * (time - first.time)) / arrived
  }
}
