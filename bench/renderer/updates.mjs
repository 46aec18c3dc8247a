import { median, quantile, round, table } from '../statistics.mjs'
import { cpuOf, inComparisonWindow, prepareComparison } from './comparisonWindow.mjs'
import { RUNS, sideNames, spread, verdict } from './verdicts.mjs'

const SHAPES = ['mixed', 'paragraphs', 'list', 'table', 'code']
const SIZES = [2_000, 8_000, 32_000] // tokens
const PLACES = 8 // in the last quarter of the answer
const UPDATES = 8 // of one token at each

/** (a) What one more token costs, by how long the answer is already. */
export async function measureUpdates(log) {
  await prepareComparison()
  const samples = []
  await inComparisonWindow(async (window) => {
    for (let run = 0; run < RUNS; run++) {
      for (const shape of SHAPES) {
        for (const tokens of SIZES) {
          for (const side of sideNames) {
            const sample = await sampleOf(window, side, shape, tokens)
            samples.push({ side, shape, tokens, run, ...sample })
            log(`${shape} at ${tokens}, ${side}: ${round(sample.cpu, 1)} ms`)
          }
        }
      }
    }
  })
  return summarize(samples)
}

/** Milliseconds for an update: CPU with layout, paint and what a side does behind it, and of the update alone the p95 and the mean. */
async function sampleOf({ begin, page, metrics }, side, shape, tokens) {
  await begin(side)
  await page.evaluate(() => window.bench.stream('mixed', 200, 4)) // warms up
  const cpus = []
  const times = []
  for (let place = 0; place < PLACES; place++) {
    const at = Math.floor(tokens * (0.75 + (0.25 * place) / PLACES))
    await page.evaluate((options) => window.bench.prepareBurst(...options), [shape, tokens, at, UPDATES])
    const { cpu, result } = await cpuOf(metrics, () => page.evaluate(() => window.bench.runBurst()))
    cpus.push(cpu / UPDATES)
    times.push(...result)
  }
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  return { cpu: median(cpus), mean, p95: quantile(times, 0.95) }
}

function summarize(samples) {
  const of = (side, shape, tokens, what) =>
    samples.filter((sample) => sample.side === side && sample.shape === shape && sample.tokens === tokens).map((sample) => sample[what])
  const rows = SHAPES.flatMap((shape) =>
    sideNames.map((side) => {
      const ratiosOf = (what) => of(side, shape, 32_000, what).map((value, run) => value / of(side, shape, 2_000, what)[run])
      const [ratios, cpuRatios] = [ratiosOf('mean'), ratiosOf('cpu')]
      const p95 = of(side, shape, 32_000, 'p95')
      const means = of(side, shape, 8_000, 'mean')
      const isOurs = side === 'Hearth'
      const goals = [`update 32k ÷ 2k ≤ 1.5: ${verdict(ratios, 1.5)}`, `p95 ≤ 8: ${verdict(p95, 8)}`]
      if (shape === 'list' || shape === 'table') goals.push(`mean at 8k ≤ 3: ${verdict(means, 3)}`)
      return [
        shape,
        isOurs ? `**${side}**` : side,
        ...SIZES.map((tokens) => round(median(of(side, shape, tokens, 'cpu')), 2)),
        round(median(cpuRatios), 2),
        spread(cpuRatios, 2),
        ...SIZES.map((tokens) => round(median(of(side, shape, tokens, 'mean')), 2)),
        round(median(ratios), 2),
        spread(ratios, 2),
        round(median(p95), 1),
        isOurs ? goals.join(' · ') : ''
      ]
    })
  )
  const heads = [
    'shape',
    'side',
    'CPU ms at 2k',
    'CPU at 8k',
    'CPU at 32k',
    'CPU 32k ÷ 2k',
    'all runs',
    'update alone at 2k, mean ms',
    'update at 8k',
    'update at 32k',
    'update 32k ÷ 2k',
    'all runs',
    'update at 32k, p95 ms',
    'goal'
  ]
  const how = `CPU milliseconds for an update of one token at the end of an answer that has so many: ${PLACES} places, ${UPDATES} updates at each, with layout, paint and what a side does behind them. The update alone: its script and the layout, without the paint; the budget is the ratio of its means.`
  return { result: { samples, places: PLACES, updates: UPDATES }, markdown: `${table(heads, rows)}\n\n${how}` }
}
