import { round, table } from '../statistics.mjs'
import { conversation } from './answers.mjs'
import { cpuOf } from './comparisonWindow.mjs'
import { folderWith, openChat, openProduct } from './product.mjs'
import { RUNS, spread, verdict } from './verdicts.mjs'

const CALLS = 'app:call' // CALL_CHANNEL of src/shared/contract/bridge.ts
const MESSAGES = 200
const WORDS = 2_000
const KEYS = 60
const GOAL = 5 // ms
/** Between keys, ms: while somebody goes on typing nothing is measured; after a pause that is longer than the meter's, each key is. */
const PACES = { 'typing on': 150, 'each key measured': 500 }
const SIDES = ['with', 'without']

/** (d) What the meter of the context takes of the page's main thread, for each key. */
export async function measureMeter(log) {
  const samples = []
  for (let run = 0; run < RUNS; run++)
    for (const [pace, gap] of Object.entries(PACES))
      // In turn, and the other way round in the next run: what a machine does meanwhile is of both.
      for (const side of run % 2 === 0 ? SIDES : [...SIDES].reverse()) {
        samples.push({ run, pace, side, ...(await type(gap, side)) })
        log(`${pace}, ${side} the meter: ${round(samples.at(-1).perKey, 2)} ms a key`)
      }
  const rows = Object.keys(PACES).map((pace) => {
    const of = (side, what) => samples.filter((sample) => sample.pace === pace && sample.side === side).map((sample) => sample[what])
    const [withIt, without, sending] = [of('with', 'perKey'), of('without', 'perKey'), of('with', 'sending')]
    const measures = of('with', 'measures')
    // What is sent is sent on both sides, so it is added to the difference.
    const costs = withIt.map((value, run) => value - without[run] + (sending[run] * measures[run]) / KEYS)
    return [
      pace,
      spread(withIt, 2),
      spread(without, 2),
      measures.join(' · '),
      spread(sending, 2),
      spread(costs, 2),
      `≤ ${GOAL}: ${verdict(costs, GOAL)}`
    ]
  })
  const heads = ['', 'with, ms a key', 'without, ms a key', 'measures', 'sending the draft, ms', 'the meter, ms a key', 'goal']
  const how = `A chat of ${MESSAGES} messages and a draft of ${WORDS} words, ${KEYS} keys a run. CPU time of the page's main thread; without: main answers that nothing is known, so nothing is shown. What sending the draft takes is added to the difference, as both sides send it.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}

async function type(gap, side) {
  const { dataDir, chats } = await folderWith({ Long: conversation(MESSAGES) })
  const hearth = await openProduct(dataDir)
  try {
    const { app, page, metrics } = hearth
    await openChat(hearth, 'Long', chats.Long)
    await app.evaluate(answerForMeter, { channel: CALLS, isWithout: side === 'without' })
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('word '.repeat(WORDS))
    await field.focus()
    if (side === 'with') await page.getByRole('meter', { name: 'Context used' }).waitFor()
    await page.waitForTimeout(2_000)
    const before = await app.evaluate(() => globalThis.measures)
    const { cpu } = await cpuOf(metrics, async () => {
      for (let key = 0; key < KEYS; key++) {
        await page.keyboard.press('abcdefgh'[key % 8])
        await page.waitForTimeout(gap)
      }
    })
    const measures = (await app.evaluate(() => globalThis.measures)) - before
    const sending = await page.evaluate(timeSending, { conversationId: chats.Long.conversationId, draft: 'word '.repeat(WORDS) })
    return { perKey: cpu / KEYS, measures, sending }
  } finally {
    await hearth.close()
  }
}

/** Runs in main: counts what the meter asks for, and answers it with nothing where it is to show nothing. */
function answerForMeter({ ipcMain }, { channel, isWithout }) {
  globalThis.measures = 0
  const answer = ipcMain._invokeHandlers.get(channel)
  ipcMain.removeHandler(channel)
  ipcMain.handle(channel, (event, name, input) => {
    if (name !== 'context.measure') return answer(event, name, input)
    globalThis.measures++
    return isWithout ? JSON.stringify({ ok: true, value: null }) : answer(event, name, input)
  })
}

/** Runs in the page: what a call with the whole draft takes before the page goes on, ms, as the mean of a hundred: its clock is coarse. */
function timeSending(input) {
  const begun = performance.now()
  for (let time = 0; time < 100; time++) void window.hearth.call('context.measure', input)
  return (performance.now() - begun) / 100
}
