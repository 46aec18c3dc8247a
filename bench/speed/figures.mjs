import { meanInterval, verdictOf } from '../verdict.mjs'

const SAME_THREADS = 0.97
const FIRST_MS = 30

const mean = (one, other) => (one + other) / 2

/** Each figure with its interval, its goal and the verdict, from pairs as measurePairs has them. */
export function speedFigures({ pairs }, { atLeast, wholeAbove }) {
  // Against the mean of the bare loop before and after: a computer that becomes slower or faster meanwhile favours neither.
  const beside = (pick) => (pair) => mean(pick(pair.theirs), pick(pair.again))
  const ratioTo = (which) =>
    meanInterval(pairs.map((pair) => pair.ours.tokensPerSecond / beside((turn) => turn[which].tokensPerSecond)(pair)))
  const best = ratioTo('writing')
  const same = ratioTo('same')
  const behind = (ours) => meanInterval(pairs.map((pair) => ours(pair.ours) - beside((turn) => turn.reading.firstMs)(pair)))
  const first = behind(({ firstMs }) => firstMs)
  const noise = (which, figure) => meanInterval(pairs.map(({ theirs, again }) => again[which][figure] / theirs[which][figure]))
  return {
    hearth: meanInterval(pairs.map(({ ours }) => ours.tokensPerSecond)),
    bare: meanInterval(pairs.map(beside((turn) => turn.writing.tokensPerSecond))),
    ratio: { ...best, verdict: ratioVerdict(best, atLeast, wholeAbove) },
    ratioToSameThreads: { ...same, verdict: verdictOf(same, { atLeast: SAME_THREADS }), goal: SAME_THREADS },
    hearthFirstMs: meanInterval(pairs.map(({ ours }) => ours.firstMs)),
    bareFirstMs: meanInterval(pairs.map(beside((turn) => turn.reading.firstMs))),
    firstMsBehind: { ...first, verdict: verdictOf(first, { atMost: FIRST_MS }), goal: FIRST_MS },
    arrivedMsBehind: behind(({ arrivedMs }) => arrivedMs),
    engineMsBehind: behind(({ engineFirstMs }) => engineFirstMs),
    noise: { writing: noise('writing', 'tokensPerSecond'), reading: noise('reading', 'firstMs') }
  }
}

/** The mean has to reach the goal and the whole interval what lies a little below it; where both are the same, the whole interval the goal. */
function ratioVerdict(interval, atLeast, wholeAbove) {
  if (wholeAbove === atLeast) return verdictOf(interval, { atLeast })
  if (interval.mean >= atLeast && interval.low > wholeAbove) return 'met'
  return interval.high < atLeast ? 'not met' : 'undecided'
}
