import { median, round, table } from '../statistics.mjs'
import { conversation } from './answers.mjs'
import { modulesBeforePaint } from './modulesBeforePaint.mjs'
import { folderWith, openChat, openProduct } from './product.mjs'
import { RUNS, spread, verdict } from './verdicts.mjs'

const STARTS = 3 * RUNS

/** (g) JavaScript that is read before the first paint, and the time from a window's page to the first text of the chat in it, warm. */
export async function measureFirstText(log) {
  const { dataDir, chats } = await folderWith({ Ordinary: conversation(40) })
  const warm = await openProduct(dataDir)
  await openChat(warm, 'Ordinary', chats.Ordinary)
  await warm.page.waitForTimeout(1_000)
  await warm.close()
  const samples = []
  for (let start = 0; start < STARTS; start++) {
    const hearth = await openProduct(dataDir)
    try {
      const started = await hearth.page.evaluate(firstPaint)
      await hearth.page.reload()
      samples.push({ ...started, again: await hearth.page.evaluate(firstPaint) })
    } finally {
      await hearth.close()
    }
    const { textAt, again } = samples.at(-1)
    log(`first text at ${round(textAt)} ms, in a window of the running application at ${round(again.textAt)} ms`)
  }
  const scriptKb = [...modulesBeforePaint().values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
  const of = (what) => samples.map((sample) => sample[what])
  const again = samples.map((sample) => sample.again.textAt)
  const rows = [
    ['JavaScript before the first paint, KB', round(scriptKb), '', `≤ 900: ${verdict([scriptKb], 900)}`],
    timeRow('first text of a message, as the application starts, ms', of('textAt')),
    timeRow('first text of a message, the page loaded again in its window, ms', again)
  ]
  const how = `${STARTS} starts, the chat that was open last shown again. JavaScript: the entry of the built page and what it imports before it runs. Times since the window began to load its page, as Chromium painted.`
  return { result: { samples }, markdown: `${table(['', 'median', 'all starts', 'goal'], rows)}\n\n${how}` }
}

const timeRow = (name, values) => [name, round(median(values)), spread(values), `≤ 400: ${verdict(values, 400)}`]

/** Runs in the page. */
async function firstPaint() {
  const entries = (type) =>
    new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => {
        observer.disconnect()
        resolve(list.getEntries())
      })
      observer.observe({ type, buffered: true })
    })
  // Of what is painted this early only code is replaced, by the same code with its colours: its element is gone then.
  const isText = ({ element }) => element === null || element.closest('.message-text') !== null
  const texts = async () => (await entries('largest-contentful-paint')).find(isText)
  let text = await texts()
  for (let tries = 0; !text && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    text = await texts()
  }
  const paintedAt = performance.getEntriesByName('first-contentful-paint')[0].startTime
  return { paintedAt, textAt: text?.startTime ?? NaN }
}
