import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inWindow, startPlainly, writeReply } from './plainHearth.mjs'
import { byProcess, grouped, namesOf, processorTimeOf, sum, wakeUpsOf } from './processes.mjs'
import { spread, verdict } from './renderer/verdicts.mjs'
import { median, round, table } from './statistics.mjs'

const GOAL = 0.3 // seconds of the processor
const MINUTE = 60_000 // ms
const MINUTES = 2

/** (h) Processor time of all processes while nothing happens. The window has the focus throughout, so the caret blinks as the system wishes. */
export async function measureIdle(log) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  const hearth = await startPlainly(dataDir)
  const samples = []
  const watch = async (when) => {
    samples.push({ when, ...(await watchFor(hearth.pid, MINUTE)) })
    log(`${when}: ${round(sum(samples.at(-1).seconds), 2)} s`)
  }
  const watchEach = async (when) => {
    for (let minute = 0; minute < MINUTES; minute++) await watch(when)
  }
  try {
    await pause(10_000)
    await watch('the first minute after the start')
    await watchEach('the caret in the empty composer')
    await inWindow(hearth, ({ page }) => writeReply(page))
    await pause(15_000)
    await watchEach('behind a reply, the caret in the composer')
    await inWindow(hearth, ({ page }) => page.evaluate(() => document.activeElement.blur()))
    await pause(2_000)
    await watch('behind a reply, no caret')
    return { result: { samples }, markdown: tableOf(samples) }
  } finally {
    await hearth.close()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Seconds of the processor, and how often threads were woken, of each process. */
async function watchFor(pid, ms) {
  const look = () => ({ seconds: byProcess(pid, processorTimeOf), wakeUps: byProcess(pid, wakeUpsOf) })
  const before = look()
  await pause(ms)
  const after = look()
  // Of a process that has ended meanwhile, as the reader does, nothing is known.
  const more = (what) =>
    Object.fromEntries(Object.keys(after[what]).map((name) => [name, Math.max(0, after[what][name] - (before[what][name] ?? 0))]))
  return { seconds: more('seconds'), wakeUps: more('wakeUps') }
}

function tableOf(samples) {
  const names = namesOf(samples.map(({ seconds }) => seconds))
  const rows = grouped(samples).map(([when, those]) => {
    const totals = those.map(({ seconds }) => sum(seconds))
    const cell = (name) =>
      `${round(median(those.map(({ seconds }) => seconds[name] ?? 0)), 2)} (${median(those.map(({ wakeUps }) => wakeUps[name] ?? 0))})`
    return [when, ...names.map(cell), spread(totals, 2), `≤ ${GOAL}: ${verdict(totals, GOAL)}`]
  })
  return table(['processor time in a minute, s (wake-ups)', ...names, 'all, each minute', 'goal'], rows)
}
