import { tuningText } from '../fixedTuning.mjs'
import { samplingText } from '../sampling.mjs'
import { mean, round, table } from '../statistics.mjs'
import { intervalText, meanInterval, verdictOf } from '../verdict.mjs'
import { ADAPTIVE, busyText, ratioToBest, usedText } from './columns.mjs'

const GOAL = 0.95
const SETTLED_GOAL = 1_000

const speedsOf = (samples, writer) => samples.filter((each) => each.writer === writer).map(({ tokensPerSecond }) => tokensPerSecond)

/** Of a column the rounds in which every reply has its tokens or its time: a model may end one early, and a few tokens say little of the speed. */
function wholeRounds(samples, { maxTokens, maxMs }) {
  const isWhole = ({ tokens, tokensPerSecond }) => tokens >= 0.9 * maxTokens || (tokens / tokensPerSecond) * 1000 >= 0.9 * maxMs
  const broken = new Set(samples.filter((sample) => !isWhole(sample)).map(({ turn }) => turn))
  return samples.filter(({ turn }) => !broken.has(turn))
}

export function threadsPage({ most, columns: measured, settling }) {
  const columns = measured.map((column) => ({ ...column, samples: wholeRounds(column.samples, most) }))
  const rounds = columns.map(({ samples }) => new Set(samples.map(({ turn }) => turn)).size)
  const writers = [...new Set(columns.flatMap(({ samples }) => samples.map(({ writer }) => writer)))].sort()
  const nameOf = (writer) => (writer === ADAPTIVE ? "Hearth's engine" : `bare loop, ${writer} ${writer === '1' ? 'thread' : 'threads'}`)
  const rows = writers.map((writer) => [
    nameOf(writer),
    ...columns.map(({ samples }) => intervalText(meanInterval(speedsOf(samples, writer)), 1))
  ])
  const ratios = columns.map(({ samples }) => ratioToBest(samples, 'writer'))
  rows.push([`Hearth's engine to the best bare loop`, ...ratios.map((ratio) => intervalText(ratio, 3))])
  rows.push([`≥ ${GOAL}`, ...ratios.map((ratio) => verdictOf(ratio, { atLeast: GOAL }))])
  return [
    table(['tokens/s', ...columns.map(headOf)], rows),
    '',
    `Mean with its 95 % interval of ${[...new Set(rounds)].join(' or ')} rounds, all writers in turns; a reply has ${most.maxTokens} tokens, or what is written in ${most.maxMs / 1000} s; rounds with a reply that the model ended before are left out. The ratio is that of each round to the writer that is the best of its column on the average. ` +
      `Tokens of Hearth's engine by threads: ${columns.map((column) => `${headOf(column)} ${usedText(column.samples.flatMap(({ threads }) => threads ?? []))}`).join('; ')}. A busy core is another program that computes all the time. No window; ${samplingText}; all with flash attention and a pool of one thread. Hearth's engine: ${tuningText}.`,
    '',
    table(
      ['in mid-reply', 'model', 'settled after, ms', 'runs', 'tokens/s then', 'goal', ''],
      settling.flatMap(({ model, runs }) => [
        settledRow('a core becomes busy', model, runs.map(({ down }) => down)), // prettier-ignore
        settledRow('it becomes idle again', model, runs.map(({ up }) => up)) // prettier-ignore
      ])
    ),
    '',
    "Settled: the mean of 5 tokens is within 10 % of what the second half of that state has, and that of the next 5 too. Hearth's engine, one busy core."
  ].join('\n')
}

const headOf = ({ model, busy }) => `${model}, ${busyText(busy)}`

/** A run that never settled counts as what no goal allows. */
function settledRow(change, model, all) {
  const times = all.map(({ settledMs }) => settledMs ?? Infinity)
  const interval = meanInterval(times)
  const verdict = times.includes(Infinity) ? 'not met' : verdictOf(interval, { atMost: SETTLED_GOAL })
  const settled = times.includes(Infinity) ? 'not in every run' : intervalText(interval, 0)
  const each = times.map((ms) => (ms === Infinity ? 'never' : round(ms))).join(' · ')
  return [change, model, settled, each, round(mean(all.map((one) => one.steadyTokensPerSecond)), 1), `≤ ${SETTLED_GOAL}`, verdict]
}
