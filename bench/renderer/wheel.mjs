import { median, round, table } from '../statistics.mjs'
import { conversation } from './answers.mjs'
import { folderWith, openChat, openProduct } from './product.mjs'
import { RUNS, spread, verdict } from './verdicts.mjs'

const SECONDS = 5
const NOTCH = 120 // CSS pixels
const EVERY = 33 // ms

/** (f) The wheel, turned for five seconds up through 5,000 messages. */
export async function measureWheel(log) {
  const samples = []
  for (let run = 0; run < RUNS; run++) {
    // A chat opens where it was left: each run begins at the end of one that was not read before.
    const { dataDir, chats } = await folderWith({ Long: conversation(5_000) })
    const seen = await turn(dataDir, chats)
    samples.push({ run, ...seen })
    const { frames, dropped, jumps, blank, scrolled } = seen
    const of = jumps.map(({ moved, frame }) => `${round(moved)} px in frame ${frame}`).join(', ')
    log(`${frames} frames, ${dropped} dropped, ${jumps.length} jumps (${of}), ${blank} blank, ${round(scrolled)} px`)
  }
  const of = (what) => samples.map((sample) => sample[what])
  const jumps = samples.map((sample) => sample.jumps.length)
  const rows = [
    ['frames dropped', round(median(of('dropped'))), spread(of('dropped')), `≤ 3: ${verdict(of('dropped'), 3)}`],
    ['jumps', round(median(jumps)), spread(jumps), `0: ${verdict(jumps, 0)}`],
    ['frames with nothing in view', round(median(of('blank'))), spread(of('blank')), `0: ${verdict(of('blank'), 0)}`],
    ['frames', round(median(of('frames'))), spread(of('frames')), ''],
    ['pixels', round(median(of('scrolled'))), spread(of('scrolled')), '']
  ]
  const how = `One notch of ${NOTCH} pixels every ${EVERY} ms. A jump: what is in view moves against the wheel, or by more than the wheel was turned.`
  return { result: { samples }, markdown: `${table(['', 'median', 'all runs', 'goal'], rows)}\n\n${how}` }
}

async function turn(dataDir, chats) {
  const hearth = await openProduct(dataDir)
  try {
    await openChat(hearth, 'Long', chats.Long)
    return await turnWheel(hearth.page)
  } finally {
    await hearth.close()
  }
}

/** Turned at a fixed pace, which is a matter of the clock. */
async function turnWheel(page) {
  await page.waitForTimeout(1500) // what follows the first frame, pages of rows and idle work, is no part of what is measured
  const box = await page.locator('[role="log"]').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(watchView)
  const cdp = await page.context().newCDPSession(page)
  const begun = performance.now()
  for (let turns = 0; performance.now() - begun < SECONDS * 1000; turns++) {
    const x = box.x + box.width / 2
    const y = box.y + box.height / 2
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: -NOTCH })
    const next = begun + (turns + 1) * EVERY
    if (next > performance.now()) await page.waitForTimeout(next - performance.now())
  }
  await page.waitForTimeout(300) // the wheel's animation goes on behind the last notch
  return await page.evaluate(() => window.endWatch())
}

/** Runs in the page: looks in every frame at what is in view. */
function watchView() {
  const log = document.querySelector('[role="log"]')
  const view = log.getBoundingClientRect()
  const middle = view.left + view.width / 2
  const FRAME = 1000 / 60
  const MOST = 480 // pixels in one frame: four notches
  const seen = { frames: 0, dropped: 0, jumps: [], blank: 0, scrolled: 0 }
  let previous = 0
  let row = null
  let top = 0
  let isRunning = true
  const rowAt = (y) => document.elementFromPoint(middle, y)?.closest('[data-message-id]') ?? null
  const look = (now) => {
    if (previous) {
      seen.frames++
      seen.dropped += Math.max(0, Math.round((now - previous) / FRAME) - 1)
    }
    if (row?.isConnected) {
      const moved = row.getBoundingClientRect().top - top
      const late = previous ? Math.max(1, Math.round((now - previous) / FRAME)) : 1
      if (moved < -1 || moved > MOST * late) seen.jumps.push({ frame: seen.frames, moved, late })
      seen.scrolled += moved
    }
    previous = now
    // Between two rows there is a gap: nothing is in view only where three places find none.
    const found = [0.3, 0.5, 0.7].map((share) => rowAt(view.top + view.height * share))
    if (found.every((each) => each === null)) seen.blank++
    row = found[1] ?? found[0] ?? found[2]
    top = row?.getBoundingClientRect().top ?? 0
    if (isRunning) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  window.endWatch = () => {
    isRunning = false
    return seen
  }
}
