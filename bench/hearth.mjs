import { _electron } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { canSandbox } from '../scripts/sandbox.mjs'
import { root, tiny } from './places.mjs'
import { processTree } from './processes.mjs'

/** Starts Hearth on a folder of its own and records, inside the page, what arrives over IPC and when. */
export async function startHearth({ dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-')), env = {} } = {}) {
  const startedAt = Date.now()
  const app = await _electron.launch({
    args: ['.', `--data-dir=${dataDir}`],
    cwd: root,
    chromiumSandbox: canSandbox(),
    env: { ...process.env, ...env }
  })
  const page = await app.firstWindow()
  await page.evaluate(installRecorder)
  return { app, page, dataDir, startedAt, close: () => app.close() }
}

/** Runs in the page. Times are performance.now() of the page. */
function installRecorder() {
  const record = { events: [], pressedAt: null, stoppedOnScreenAt: null }
  window.bench = record
  // As little as possible for each event: what this takes, it takes from what is measured.
  window.hearth.onEvent((event) => record.events.push({ at: performance.now(), name: event.name, payload: event.payload }))
  const pressed = () => (record.pressedAt = performance.now())
  const stopPressed = () => {
    pressed()
    record.stoppedOnScreenAt = null
    const look = () => {
      if (record.stoppedOnScreenAt !== null) return
      const isShown = [...document.querySelectorAll('[role="status"], article')]
        .slice(-3)
        .some((element) => /Stopped/.test(element.textContent))
      if (isShown) record.stoppedOnScreenAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }
  const heard = (event) => (event.key === 'Escape' && stopPressed()) || (event.key === 'Enter' && pressed())
  window.addEventListener('keydown', heard, { capture: true })
}

/** Resolves when the model is loaded. */
export const untilReady = ({ page }) =>
  page.evaluate(async () => {
    for (;;) {
      const answer = JSON.parse(await window.hearth.call('app.start', {}))
      if (answer.ok && answer.value.model.kind === 'ready') return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })

const LEARNING_LOADS = 8
/** Words of the messages that Hearth learns its tuning from, in each start. */
const LEARNING_WORDS = [60, 1400, 200, 600, 1400]

/**
 * A data folder on which Hearth has chosen its tuning, with that tuning: the first starts read long messages, as a person's first days would.
 * `models/tiny.gguf` is there to be loaded beside the starter.
 */
export async function measuredFolder() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  fs.mkdirSync(path.join(dataDir, 'models'))
  fs.symlinkSync(tiny, path.join(dataDir, 'models', 'tiny.gguf'))
  for (let load = 0; load < LEARNING_LOADS; load++) {
    const hearth = await startHearth({ dataDir })
    try {
      await untilReady(hearth)
      for (const [index, words] of LEARNING_WORDS.entries()) {
        await ask(hearth, `${load} ${index} ${'evening '.repeat(words)}`, 1)
        const tuning = chosenTuning(dataDir)
        if (tuning) return { dataDir, tuning }
      }
    } finally {
      await hearth.close()
    }
  }
  throw new Error(`Hearth chose no tuning in ${LEARNING_LOADS} starts`)
}

function chosenTuning(dataDir) {
  const file = path.join(dataDir, 'tunings.json')
  const stored = fs.existsSync(file) ? Object.values(JSON.parse(fs.readFileSync(file, 'utf8')).tunings) : []
  return stored.find(({ kind }) => kind === 'chosen')?.tuning
}

/**
 * New chat, then this message; stops it when `tokens` are written. Resolves with the page's recording when the reply has ended. `pause`: ms between
 * the text and Enter.
 */
export async function ask({ page }, text, tokens = Infinity, pause = 0) {
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await page.evaluate(() => (window.bench.events = []))
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  if (pause > 0) await page.waitForTimeout(pause)
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  const pressedAt = await page.evaluate(() => window.bench.pressedAt)
  await page.evaluate(untilWritten, tokens)
  await page.keyboard.press('Escape')
  await page.evaluate(untilWritten, Infinity)
  return { events: await page.evaluate(() => window.bench.events), pressedAt }
}

// Runs in the page and waits for its events, the end at the latest: asking it again and again would take time from what is measured.
function untilWritten(enough) {
  return new Promise((resolve) => {
    const isEnough = ({ payload: { event } }) => event?.kind === 'ended' || event?.phase?.tokens >= enough
    if (window.bench.events.some(isEnough)) return resolve()
    const unsubscribe = window.hearth.onEvent((event) => {
      if (!isEnough(event)) return
      unsubscribe()
      resolve()
    })
  })
}

export const generationEvents = (recording, kind) =>
  recording.events.filter((e) => e.name === 'generation.event' && e.payload.event.kind === kind)

/** Process ids of the engines below `main`. */
export const enginesOf = (main) =>
  processTree(main)
    .filter(({ name }) => name === 'engine')
    .map(({ pid }) => pid)
