import { round, table } from '../statistics.mjs'
import { inComparisonWindow, prepareComparison } from './comparisonWindow.mjs'

const LIMIT = 200 // ms
const PIECES = 4
const TRIES = 3
const WORST = 10

/** (h) The slowest task that any text of the hostile corpus causes: at once and in pieces. */
export async function measureHostile(log) {
  await prepareComparison()
  return inComparisonWindow(async (window) => {
    const requests = []
    await window.begin('Hearth')
    window.page.on('request', (request) => requests.push(request.url()))
    const huge = await window.page.evaluate(() => window.bench.hugeHostiles())
    const count = huge.length
    const samples = []
    for (let place = 0; place < count; place++) {
      // A huge one is shown over many frames also where it is there at once.
      for (const pieces of huge[place] ? [1] : [1, PIECES]) {
        const sample = await slowest(window, place, pieces)
        samples.push(sample)
        if (sample.tasks.at(-1) > LIMIT / 2)
          log(`${sample.name}, ${pieces === 1 ? 'at once' : 'in pieces'}: ${sample.tasks.map((task) => round(task)).join(', ')} ms`)
      }
      if (place % 500 === 499) log(`${place + 1} of ${count}`)
    }
    return summarize(samples, count, outside(requests))
  })
}

/** What is not a file of the page itself. */
const outside = (requests) => requests.filter((url) => !url.startsWith('file://') || !url.includes('/out/bench/renderer/'))

/** The longest task of a case. One that is above the limit gets more tries: the machine may have been busy. */
async function slowest({ page }, place, pieces) {
  const tasks = []
  let seen
  do {
    seen = await page.evaluate(([place, pieces]) => window.bench.showHostile(place, pieces), [place, pieces])
    tasks.push(seen.longestTask)
  } while (Math.min(...tasks) > LIMIT && tasks.length < TRIES)
  return { name: seen.name, pieces, tasks, nodes: seen.nodes }
}

function summarize(samples, count, requests) {
  const taskOf = ({ tasks }) => Math.min(...tasks)
  const worst = [...samples].sort((one, other) => taskOf(other) - taskOf(one)).slice(0, WORST)
  const above = samples.filter((sample) => taskOf(sample) > LIMIT)
  const nodes = Math.max(...samples.map((sample) => sample.nodes))
  const rows = worst.map(({ name, pieces, tasks, nodes }) => [
    name,
    pieces === 1 ? 'at once' : `in ${pieces} pieces`,
    tasks.map((task) => round(task)).join(' · '),
    nodes
  ])
  const verdicts = [
    `${count} texts, each at once and, below a megabyte, in ${PIECES} pieces. Task ≤ ${LIMIT} ms: ${above.length === 0 ? 'met' : `**not met** by ${above.length}`}.`,
    `DOM nodes of one text: ${nodes} at most (goal ≤ 120,000: ${nodes <= 120_000 ? 'met' : '**not met**'}).`,
    `Requests: ${requests.length} (goal 0: ${requests.length === 0 ? 'met' : '**not met**'}).`
  ]
  return {
    result: { count, above, worst, slow: samples.filter((sample) => taskOf(sample) > LIMIT / 4), requests },
    markdown: `${verdicts.join(' ')} The slowest:\n\n${table(['text', 'shown', 'longest task, ms', 'DOM nodes'], rows)}`
  }
}
