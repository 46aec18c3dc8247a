// What the tables of threads have in common: columns of samples beside so many busy cores.
import { mean } from '../statistics.mjs'
import { meanInterval } from '../verdict.mjs'

/** Who chooses the number of threads by itself. */
export const ADAPTIVE = 'adaptive'

export const busyText = (busy) => (busy === 0 ? 'idle computer' : busy === 1 ? 'one busy core' : `${busy} busy cores`)

/** @param {{threads: number, tokens: number}[]} uses of several replies or readings */
export function usedText(uses) {
  const used = new Map()
  for (const { threads, tokens } of uses) used.set(threads, (used.get(threads) ?? 0) + tokens)
  return [...used]
    .sort(([a], [b]) => a - b)
    .map(([count, tokens]) => `${tokens} with ${count}`)
    .join(', ')
}

/** Of each round, to the fixed number that is the best on the average. `by`: the name of the field that says who a sample is of. */
export function ratioToBest(samples, by) {
  const speedsOf = (name) => samples.filter((each) => each[by] === name).map(({ tokensPerSecond }) => tokensPerSecond)
  const fixed = [...new Set(samples.map((each) => each[by]))].filter((name) => name !== ADAPTIVE).map(speedsOf)
  const best = fixed.reduce((a, b) => (mean(b) > mean(a) ? b : a))
  return meanInterval(speedsOf(ADAPTIVE).map((speed, round) => speed / best[round]))
}
