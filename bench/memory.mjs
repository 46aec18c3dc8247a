import { setTimeout as pause } from 'node:timers/promises'
import fs from 'node:fs'
import { inWindow, startPlainly, writeReply } from './plainHearth.mjs'
import { byProcess, grouped, memoryOf, namesOf, sum, untilAlone } from './processes.mjs'
import { conversation } from './renderer/answers.mjs'
import { folderWith } from './renderer/product.mjs'
import { RUNS, spread, verdict } from './renderer/verdicts.mjs'
import { median, round, table } from './statistics.mjs'

const CHATS = 300
/** Not what a person has in front of them for long: no goal. */
const STARTED = 'just started'
const GOALS = { idleMb: 250, chatsMb: 280 }
const SETTLING = 12_000 // ms
const SETTLED = 35_000 // ms: what the start left behind is collected by then

/** (g) Memory of every process but the engine, idle and with many chats. */
export async function measureMemory(log) {
  const samples = []
  for (let run = 0; run < RUNS; run++)
    for (const chats of [0, CHATS]) {
      samples.push(...(await measureHearth(chats, run)))
      for (const { when, pss } of samples.slice(chats > 0 ? -4 : -3))
        log(`${chats} chats, ${when}: ${round(withoutEngine(pss))} MB without the engine`)
    }
  return { result: { samples }, markdown: `${tableOf(samples)}\n\n${HOW}` }
}

async function measureHearth(chats, run) {
  const { dataDir, chats: saved } = await folderWith(someChats(chats))
  const hearth = await startPlainly(dataDir)
  const samples = []
  const sample = async (when, ms = SETTLING) => {
    await pause(ms)
    await untilAlone(hearth.pid)
    samples.push({ chats, run, when, pss: byProcess(hearth.pid, (pid) => memoryOf(pid).pss) })
  }
  try {
    await sample(STARTED)
    await sample('settled', SETTLED)
    if (chats === 0) {
      await inWindow(hearth, ({ page }) => writeReply(page))
      await sample('a reply was written')
    } else {
      await inWindow(hearth, ({ page }) => open(page, Object.entries(saved)[5]))
      await sample('a chat was opened')
      await inWindow(hearth, readAll)
      await sample('the whole list was scrolled through, then collected')
    }
    return samples
  } finally {
    await hearth.close()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Chats of 2 to 30 messages by their titles, as people have them. */
function someChats(count) {
  const texts = conversation(count * 16 + 2)
  const chats = {}
  for (let place = 0, from = 0; place < count; place++) {
    const length = 2 + 2 * ((place * 7) % 15)
    chats[`${place + 1}. ${texts[from].slice(0, 30)}`] = texts.slice(from, (from += length))
  }
  return chats
}

async function open(page, [title, { lastId }]) {
  await page.locator('.item-title').getByText(title, { exact: true }).click()
  await page.locator(`[data-message-id="${lastId}"]`).waitFor()
}

/** Scrolls the list of the chats to its end, page after page, and back; then the page collects what nothing needs. */
async function readAll({ page }) {
  for (let before = -1, now = 0; now !== before;) {
    before = now
    await page.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
    await page.waitForTimeout(500)
    now = await page.locator('.list').evaluate((list) => list.scrollTop)
  }
  await page.locator('.list').evaluate((list) => list.scrollTo(0, 0))
  const cdp = await page.context().newCDPSession(page)
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage')
  await page.waitForTimeout(2_000)
}

const withoutEngine = (pss) => sum(pss) - (pss.engine ?? 0)

function tableOf(samples) {
  const names = namesOf(samples.map(({ pss }) => pss)).filter((name) => name !== 'engine')
  const rows = grouped(samples).map(([when, those]) => {
    const totals = those.map(({ pss }) => withoutEngine(pss))
    const goal = those[0].chats > 0 ? GOALS.chatsMb : GOALS.idleMb
    return [
      when,
      ...names.map((name) => round(median(those.map(({ pss }) => pss[name] ?? 0)))),
      round(median(totals)),
      spread(totals),
      those[0].when === STARTED ? null : `≤ ${goal}: ${verdict(totals, goal)}`
    ]
  })
  return table(['proportional memory (PSS), MB', ...names, 'all but the engine', 'all runs', 'goal'], rows)
}

const HOW = `Started as \`npm start\` does; measured ${SETTLING / 1000} s (settled: ${(SETTLING + SETTLED) / 1000} s) after what happened last, with no tool attached and while no other program of the same Electron runs: its pages would count half. The figures of each process are medians of ${RUNS} runs; the zygotes are two.`
