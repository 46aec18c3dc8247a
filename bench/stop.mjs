import { enginesOf, measuredFolder, startHearth, untilReady } from './hearth.mjs'
import { quantile, round, table } from './statistics.mjs'

const STOPS = 50
const PROMPT_TOKENS = 3000

/** (c): from the press to "Stopped" on the screen, and to the engine being idle, while loading, reading and writing. */
export async function measureStop(log) {
  const { dataDir } = await measuredFolder()
  const hearth = await startHearth({ dataDir })
  try {
    await untilReady(hearth)
    const result = {}
    for (const [stage, measure] of Object.entries({ loading: whileLoading, reading: whileReading, writing: whileWriting })) {
      const stops = await measure(hearth)
      const figures = (pick) => ({ p50: round(quantile(stops.map(pick), 0.5), 1), p95: round(quantile(stops.map(pick), 0.95), 1) })
      result[stage] = { stops: stops.length, onScreenMs: figures((s) => s.onScreenMs), idleMs: figures((s) => s.idleMs) }
      log(`${stage}: ${JSON.stringify(result[stage])}`)
    }
    return { result, markdown: tableOf(result) }
  } finally {
    await hearth.close()
  }
}

function tableOf(result) {
  const goals = { loading: '250', reading: '250', writing: '100' }
  return table(
    ['stopped while', 'stops', 'on screen p50 / p95, ms', 'goal', 'engine idle p50 / p95, ms', 'goal'],
    Object.entries(result).map(([stage, { stops, onScreenMs, idleMs }]) => [
      stage,
      stops,
      `${onScreenMs.p50} / ${onScreenMs.p95}`,
      '≤ 50',
      `${idleMs.p50} / ${idleMs.p95}`,
      `≤ ${goals[stage]}`
    ])
  )
}

/** Presses Escape, and says how long the screen and the engine took. `ended` comes when the engine is idle and the row is saved. */
async function press({ page }) {
  await page.evaluate(() => (window.bench.events = []))
  await page.keyboard.press('Escape')
  const isOver = () => window.bench.stoppedOnScreenAt !== null && window.bench.events.some((e) => e.payload.event?.kind === 'ended')
  await page.waitForFunction(isOver, null, { timeout: 30_000, polling: 5 })
  return page.evaluate(() => {
    const { pressedAt, stoppedOnScreenAt, events } = window.bench
    return { onScreenMs: stoppedOnScreenAt - pressedAt, idleMs: events.find((e) => e.payload.event?.kind === 'ended').at - pressedAt }
  })
}

async function whileWriting(hearth) {
  const stops = []
  for (let i = 0; i < STOPS; i++) {
    await begin(hearth, `Write a very long story about the year ${1500 + i}.`)
    await hearth.page.waitForFunction(
      (deltas) => window.bench.events.filter((e) => e.payload.event?.kind === 'delta').length >= deltas,
      2 + (i % 20),
      { polling: 5 }
    )
    stops.push(await press(hearth))
  }
  return stops
}

/** One prompt, stopped and taken up again: what was read stays read, so the stops lie evenly over its whole length. */
async function whileReading(hearth) {
  const words = 'the cat sat on a mat and ran far away from here to there '
  await begin(hearth, words.repeat(Math.ceil(PROMPT_TOKENS / 14)))
  const stops = []
  for (let i = 0; i < STOPS; i++) {
    const place = ((i + 0.5) / STOPS) * PROMPT_TOKENS
    const isThere = (tokens) =>
      window.bench.events.some((e) => e.payload.event?.phase?.kind === 'reading' && e.payload.event.phase.done >= tokens)
    await hearth.page.waitForFunction(isThere, place, { timeout: 120_000, polling: 5 })
    stops.push(await press(hearth))
    await hearth.page.evaluate(() => (window.bench.events = []))
    await hearth.page.getByRole('button', { name: 'Try again' }).last().click()
  }
  await press(hearth)
  return stops
}

/** A load beside the ready model, cancelled at moments spread over it; over when its process is gone. */
async function whileLoading(hearth) {
  await hearth.page.evaluate(() => (window.bench.events = []))
  const main = await hearth.app.evaluate(() => process.pid)
  const stops = []
  for (let i = 0; i < STOPS; i++) {
    const before = enginesOf(main).length
    await hearth.page.evaluate(() => void window.hearth.call('model.load', { modelId: 'folder:tiny.gguf' }))
    await hearth.page.getByRole('button', { name: 'Cancel' }).waitFor()
    while (enginesOf(main).length <= before) await hearth.page.waitForTimeout(5) // the system tells of no new process
    await hearth.page.waitForTimeout((i % 10) * 40)
    const loading = before + 1
    const onScreen = hearth.page.evaluate(async () => {
      const start = performance.now()
      const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Cancel')
      if (!cancel) return null // it was ready before
      cancel.click()
      while (document.contains(cancel)) await new Promise(requestAnimationFrame)
      return performance.now() - start
    })
    const start = performance.now()
    while (enginesOf(main).length >= loading) await new Promise(setImmediate)
    const idleMs = performance.now() - start
    const onScreenMs = await onScreen
    if (onScreenMs !== null) stops.push({ onScreenMs, idleMs })
    await untilReady(hearth)
  }
  return stops
}

async function begin({ page }, text) {
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await page.evaluate(() => (window.bench.events = []))
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
}
