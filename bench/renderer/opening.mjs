import { median, round, table } from '../statistics.mjs'
import { conversation } from './answers.mjs'
import { installProbe } from './probe.mjs'
import { chatButton, folderWith, openChat, openProduct } from './product.mjs'
import { RUNS, spread, verdict } from './verdicts.mjs'

const SIZES = [1_000, 5_000]
const titleOf = (size) => `Chat of ${size}`

/** (d) and (e): from the click to the painted end of a long chat, and what the page holds then. */
export async function measureOpening(log) {
  const stored = Object.fromEntries([['Short', conversation(4)], ...SIZES.map((size) => [titleOf(size), conversation(size)])])
  const { dataDir, chats } = await folderWith(stored)
  const samples = []
  for (let run = 0; run < RUNS; run++) {
    for (const size of SIZES) {
      samples.push({ size, run, ...(await open(dataDir, chats, size)) })
      const { first, page, again, heapMb, nodes } = samples.at(-1)
      log(
        `${size} messages: ${round(first)} ms, of them the page ${round(page)}, again ${round(again)} ms; ${round(heapMb)} MB, ${nodes} nodes`
      )
    }
  }
  return summarize(samples)
}

async function open(dataDir, chats, size) {
  const hearth = await openProduct(dataDir)
  try {
    const { page } = hearth
    const title = titleOf(size)
    await openChat(hearth, 'Short', chats.Short)
    await page.evaluate(installProbe)
    const timed = async () => {
      const painted = page.evaluate((selector) => window.probe.untilPainted(selector), `[data-message-id="${chats[title].lastId}"]`)
      await page.waitForTimeout(500)
      await chatButton(page, title).click()
      return painted
    }
    const first = await timed()
    await openChat(hearth, 'Short', chats.Short)
    const again = await timed()
    await page.waitForTimeout(2_000)
    const cdp = await page.context().newCDPSession(page)
    for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage')
    const { heapMb } = await hearth.metrics()
    const nodes = await page.evaluate(() => {
      const walker = document.createTreeWalker(document)
      let count = 1
      while (walker.nextNode()) count++
      return count
    })
    return { first: first.whole, page: first.page, again: again.whole, heapMb, nodes }
  } finally {
    await hearth.close()
  }
}

function summarize(samples) {
  const rows = SIZES.map((size) => {
    const of = (what) => samples.filter((sample) => sample.size === size).map((sample) => sample[what])
    return [
      size,
      round(median(of('first'))),
      spread(of('first')),
      `≤ 200: ${verdict(of('first'), 200)}`,
      round(median(of('page'))),
      spread(of('page')),
      spread(of('again')),
      round(median(of('heapMb'))),
      `≤ 150: ${verdict(of('heapMb'), 150)}`,
      round(median(of('nodes'))),
      `≤ 30,000: ${verdict(of('nodes'), 30_000)}`
    ]
  })
  const heads = [
    'messages',
    'opened, ms',
    'all runs',
    'goal',
    'of it the page, ms',
    'all runs',
    'again, all runs',
    'JavaScript heap, MB',
    'goal',
    'DOM nodes',
    'goal'
  ]
  const how =
    'From the click on the chat in the list to the first task after the frame with its last message, read from the disk. The page: from when the messages came to it. Heap and nodes of the whole page two seconds later, after collection.'
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}
