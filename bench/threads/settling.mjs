/** Tokens of which the mean is looked at. */
const WINDOW = 5
const WITHIN = 0.1

/**
 * How long tokens take to become what they are from then on. `times`: [ms, tokens up to then]; `changedAt`: when a core became busy or idle; `until`:
 * the end of that state. What is steady is the second half of the state. Settled: the mean of 5 tokens is within 10 % of that, and that of the 5 that
 * follow as well. Null: it never was.
 */
export function settlingTime(times, changedAt, until) {
  const steps = times.slice(1).flatMap(([at, tokens], place) => {
    const [from, before] = times[place]
    return from >= changedAt && at <= until && tokens > before ? [{ from, at, ms: at - from, tokens: tokens - before }] : []
  })
  const half = (changedAt + until) / 2
  const msOf = (part) => part.reduce((sum, { ms }) => sum + ms, 0) / part.reduce((sum, { tokens }) => sum + tokens, 0)
  const steady = msOf(steps.filter(({ from }) => from >= half))
  const isSteady = (place) => {
    const part = steps.slice(place, place + WINDOW)
    return part.length === WINDOW && Math.abs(msOf(part) / steady - 1) <= WITHIN
  }
  const settled = steps.findIndex((_, place) => isSteady(place) && isSteady(place + WINDOW))
  return { settledMs: settled === -1 ? null : Math.max(0, steps[settled].from - changedAt), steadyTokensPerSecond: 1000 / steady }
}
