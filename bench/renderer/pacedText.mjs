import { answer } from './answers.mjs'
import { median, round, table } from '../statistics.mjs'
import { cpuOf, inComparisonWindow, prepareComparison } from './comparisonWindow.mjs'
import { installProbe } from './probe.mjs'
import { chunksAt, folderWith, openChat, openProduct, sendReply } from './product.mjs'
import { RUNS, sideNames, spread, verdict } from './verdicts.mjs'

const RATE = 200 // tokens a second
const GAP = 33 // ms between what is shown
const SECONDS = 30
const COUNT = RATE * SECONDS
const WHOLE = 'Hearth, whole window'

/** (b) Half a minute of text at 200 tokens a second: Hearth's whole window, then every side in the window that compares them. */
export async function measurePaced(log) {
  await prepareComparison()
  const samples = []
  for (let run = 0; run < RUNS; run++) {
    samples.push({ side: WHOLE, run, ...(await inProduct()) })
    log(`${WHOLE}: ${describe(samples.at(-1))}`)
    for (const side of sideNames) {
      samples.push({ side, run, ...(await inComparison(side)) })
      log(`${side}: ${describe(samples.at(-1))}`)
    }
  }
  return summarize(samples)
}

const describe = ({ cpuShare, dropped, longestTask }) =>
  `${round(cpuShare * 100)} % of a core, ${dropped} frames dropped, longest task ${round(longestTask)} ms`

const inComparison = (side) =>
  inComparisonWindow(async ({ begin, page, metrics }) => {
    await begin(side)
    await page.evaluate(() => window.bench.stream('mixed', 400, 3)) // warms up
    await page.evaluate((name) => window.bench.mount(name), side)
    const { cpu, result } = await cpuOf(metrics, () =>
      page.evaluate((options) => window.bench.paced('mixed', options), { count: COUNT, rate: RATE, gap: GAP })
    )
    return sampleOf(cpu, result)
  })

/** Text comes from main, as the engine's process sends it. */
async function inProduct() {
  const { dataDir, chats } = await folderWith({ Empty: ['Write a long answer.', ' '], 'Warm up': ['Write.', ' '] })
  const hearth = await openProduct(dataDir)
  try {
    await openChat(hearth, 'Warm up', chats['Warm up'])
    await sendReply(hearth, chats['Warm up'], chunksAt(answer('mixed', 400), { rate: RATE, gap: GAP }), GAP)
    await openChat(hearth, 'Empty', chats.Empty)
    await hearth.page.evaluate(installProbe)
    const chunks = chunksAt(answer('mixed', COUNT), { rate: RATE, gap: GAP })
    const { cpu, result } = await cpuOf(hearth.metrics, async () => {
      await hearth.page.evaluate(() => window.probe.begin())
      await sendReply(hearth, chats.Empty, chunks, GAP)
      return hearth.page.evaluate(() => window.probe.end())
    })
    return sampleOf(cpu, result)
  } finally {
    await hearth.close()
  }
}

const sampleOf = (cpu, { milliseconds, frames, dropped, longestFrame, longTasks, longestTask }) => ({
  seconds: milliseconds / 1000,
  cpuShare: cpu / milliseconds,
  frames,
  dropped,
  longestFrame,
  longTasks,
  longestTask
})

function summarize(samples) {
  const rows = [WHOLE, ...sideNames].map((side) => {
    const of = (what) => samples.filter((sample) => sample.side === side).map(what)
    const shares = of(({ cpuShare }) => cpuShare * 100)
    const dropped = of(({ dropped, frames }) => (dropped / (frames + dropped)) * 100)
    const longest = of(({ longestTask }) => longestTask)
    const isOurs = side.startsWith('Hearth')
    const goals = `CPU ≤ 25 %: ${verdict(shares, 25)} · dropped ≤ 1 %: ${verdict(dropped, 1)} · task ≤ 50 ms: ${verdict(longest, 50)}`
    return [
      isOurs ? `**${side}**` : side,
      round(median(shares)),
      spread(shares),
      round(median(dropped), 1),
      spread(dropped, 1),
      spread(longest),
      isOurs ? goals : ''
    ]
  })
  const heads = [
    'side',
    'CPU, % of a core',
    'all runs',
    'frames dropped, %',
    'all runs',
    'longest task, ms (0: none of 50 or more)',
    'goal'
  ]
  const how = `${COUNT} tokens of a mixed answer in ${SECONDS} s, shown every ${GAP} ms at most. The whole window: main sends the text, and transcript, composer and list are there.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}
