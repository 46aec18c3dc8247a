import { median, quantile, round, table } from '../statistics.mjs'
import { cpuOf, inComparisonWindow, prepareComparison } from './comparisonWindow.mjs'
import { equalSides, RUNS, sideNames, spread, verdict } from './verdicts.mjs'

const STEP = 3 // tokens for an update
const ANSWERS = [
  { shape: 'mixed', tokens: 6_000, limit: 500 },
  { shape: 'code', tokens: 4_000, limit: 800 }
]

/** (a) What it costs to show an answer while it is written. */
export async function measureStream(log) {
  await prepareComparison()
  const samples = []
  await inComparisonWindow(async (window) => {
    for (let run = 0; run < RUNS; run++) {
      for (const { shape, tokens } of ANSWERS) {
        for (const side of sideNames) {
          const sample = { side, shape, run, ...(await sampleOf(window, side, shape, tokens)) }
          samples.push(sample)
          log(`${shape}, ${side}: ${round(sample.cpuPer1000)} ms for 1,000 tokens`)
        }
      }
    }
  })
  return summarize(samples)
}

async function sampleOf({ begin, page, metrics }, side, shape, tokens) {
  await begin(side)
  await page.evaluate(() => window.bench.stream('mixed', 400, 3)) // warms up
  const { cpu, result } = await cpuOf(metrics, () =>
    page.evaluate(([shape, tokens, step]) => window.bench.stream(shape, tokens, step), [shape, tokens, STEP])
  )
  return { cpuPer1000: (cpu / tokens) * 1000, p95: quantile(result.times, 0.95), nodes: result.nodes }
}

function summarize(samples) {
  const of = (side, shape) => samples.filter((sample) => sample.side === side && sample.shape === shape)
  const cpu = (side, shape) => of(side, shape).map(({ cpuPer1000 }) => cpuPer1000)
  const rows = ANSWERS.flatMap(({ shape, tokens, limit }) => {
    const ours = cpu('Hearth', shape)
    return sideNames.map((side) => {
      const values = cpu(side, shape)
      const isOurs = side === 'Hearth'
      return [
        `${shape}, ${tokens} tokens`,
        isOurs ? `**${side}**` : side,
        round(median(values)),
        spread(values),
        isOurs ? '' : round(median(values) / median(ours), 1),
        round(median(of(side, shape).map(({ p95 }) => p95)), 1),
        isOurs ? `≤ ${limit}: ${verdict(values, limit)}` : ''
      ]
    })
  })
  const best = (sides) => [...sides].sort((one, other) => median(cpu(one, 'mixed')) - median(cpu(other, 'mixed')))[0]
  const shareOf = (side) => {
    const ratios = cpu('Hearth', 'mixed').map((ours, run) => ours / cpu(side, 'mixed')[run])
    return `${round(median(ratios), 2)} (${spread(ratios, 2)}); goal ≤ 0.5: ${verdict(ratios, 0.5)}`
  }
  const [equal, quickest] = [best(equalSides), best(sideNames.slice(1))]
  const goal = `Of the best other side that colours code (${equal}) Hearth takes ${shareOf(equal)}. Of the quickest one (${quickest}) ${shareOf(quickest)}.`
  const heads = ['answer', 'side', 'CPU ms for 1,000 tokens', 'all runs', 'times Hearth’s', 'p95 of an update, ms', 'goal']
  return { result: { samples, runs: RUNS, step: STEP }, markdown: `${table(heads, rows)}\n\n${goal} ${HOW}` }
}

const HOW =
  'CPU time of the page’s main thread with layout and paint, an update of three tokens at a time, one after the other, each rendered and laid out, the view at its end. ' +
  'Sides without “colours” leave code uncoloured; Streamdown with its plugins for code and formulas.'
