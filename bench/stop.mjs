import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { enginesOf, startHearth, untilReady } from './hearth.mjs'
import { tiny } from './places.mjs'
import { quantileInterval } from './quantileInterval.mjs'
import { seeded } from './random.mjs'
import { quantile, round, table } from './statistics.mjs'
import { installStopWatch } from './stopWatch.mjs'
import { occupyCores } from './threads/busyCores.mjs'
import { verdictOf } from './verdict.mjs'

const STOPS = 30 // of each model at each stage
const SEED = 20
const SCREEN_GOAL = 50
const IDLE_GOALS = { loading: 250, reading: 250, writing: 100 }
const MODELS = { starter: 'starter', tiny: 'folder:tiny.gguf' }
/** Moments of the press, ms from the beginning of the stage. */
const MOMENTS = { loading: { starter: 1_000, tiny: 350 }, reading: { starter: 600, tiny: 150 }, writing: { starter: 900, tiny: 500 } }
const WORDS_TO_READ = 2_200
/** What Hearth learns of the starter on a computer of two cores; a learning folder would take minutes. */
const tuning = {
  offloads: false,
  readingThreads: os.availableParallelism(),
  flashAttention: true,
  chunks: [
    { from: 0, size: 64 },
    { from: 960, size: 16 }
  ]
}

/** (c): from the press to "Stopped" on the screen, and to the engine being idle, at random moments of loading, reading and writing. */
export const measureStop = (log) =>
  inWindow(async (hearth, random) => {
    const rows = []
    for (const [model, other] of [
      ['starter', 'tiny'],
      ['tiny', 'starter']
    ]) {
      await use(hearth, model)
      const measures = { reading: whileReading, writing: whileWriting, loading: (...of) => whileLoading(...of, other) }
      for (const [stage, measure] of Object.entries(measures)) {
        const name = stage === 'loading' ? other : model // the one that is loaded, beside the one in use
        const samples = await measure(hearth, () => random() * MOMENTS[stage][name])
        rows.push(loggedRow(log, figuresOf(stage, name, samples)))
      }
    }
    return rows.sort((a, b) => Object.keys(IDLE_GOALS).indexOf(a.stage) - Object.keys(IDLE_GOALS).indexOf(b.stage))
  })

/** The same for reading with the starter, also beside another program that keeps a core busy. */
export const measureStopBesideOthers = (log) =>
  inWindow(async (hearth, random) => {
    const rows = []
    await use(hearth, 'starter')
    for (const [count, beside] of [
      [0, undefined],
      [1, 'one busy core']
    ]) {
      const others = await occupyCores(count)
      try {
        const samples = await whileReading(hearth, () => random() * MOMENTS.reading.starter)
        rows.push(loggedRow(log, { ...figuresOf('reading', 'starter', samples), beside }))
      } finally {
        await others.end()
      }
    }
    return rows
  })

function loggedRow(log, row) {
  log(JSON.stringify({ ...row, samples: undefined }))
  return row
}

/** What `work` measures in a Hearth of its own: `models/tiny.gguf` is there beside the starter. */
async function inWindow(work) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  fs.mkdirSync(path.join(dataDir, 'models'))
  fs.symlinkSync(tiny, path.join(dataDir, 'models', 'tiny.gguf'))
  const hearth = await startHearth({ dataDir, env: { HEARTH_TEST_TUNING: JSON.stringify({ kind: 'chosen', tuning }) } })
  try {
    await untilReady(hearth)
    await hearth.page.evaluate(installStopWatch)
    const rows = await work(hearth, seeded(SEED))
    return { result: { seed: SEED, tuning, rows }, markdown: pageOf(rows) }
  } finally {
    await hearth.close()
  }
}

function figuresOf(stage, model, samples) {
  const figure = (numbers, goal) => {
    const { value, low, high } = quantileInterval(numbers, 0.95)
    const interval = { low: round(low, 1), high: round(high, 1) }
    return {
      p50: round(quantile(numbers, 0.5), 1),
      p95: round(value, 1),
      ...interval,
      goal,
      verdict: verdictOf(interval, { atMost: goal })
    }
  }
  return {
    stage,
    model,
    stops: samples.length,
    onScreenMs: figure(samples.map((sample) => sample.onScreenMs), SCREEN_GOAL), // prettier-ignore
    idleMs: figure(samples.map((sample) => sample.idleMs), IDLE_GOALS[stage]), // prettier-ignore
    samples
  }
}

function pageOf(rows) {
  const show = ({ p50, p95, low, high }) => `${p50} / ${p95} (${low} to ${high})`
  return [
    table(
      ['stopped while', 'model', 'stops', 'on screen p50 / p95, ms', 'goal', '', 'engine idle p50 / p95, ms', 'goal', ''],
      rows.map(({ stage, beside, model, stops, onScreenMs, idleMs }) => [
        beside ? `${stage}, beside ${beside}` : stage,
        model,
        stops,
        show(onScreenMs),
        `≤ ${onScreenMs.goal}`,
        onScreenMs.verdict,
        show(idleMs),
        `≤ ${idleMs.goal}`,
        idleMs.verdict
      ])
    ),
    '',
    `From \`event.timeStamp\` of the trusted key (Escape) or click (Cancel), which is when the browser got it, at random moments (seed ${SEED}). On screen: the first task of the page after the frame that shows it was drawn; the screen itself takes it up to one refresh later. Idle: the reply has ended and is saved, which comes after the engine is idle; for a load, its process is gone. In brackets the 95 % interval of the p95 (bootstrap); the goals are for the p95. A busy core is another program that computes all the time.`
  ].join('\n')
}

async function use({ page }, model) {
  await page.evaluate((modelId) => window.hearth.call('model.load', { modelId }), MODELS[model])
  await page.evaluate(async (modelId) => {
    for (;;) {
      const { value } = JSON.parse(await window.hearth.call('app.start', {}))
      if (value.model.kind === 'ready' && value.model.model.id === modelId) return
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }, MODELS[model])
}

async function begin({ page }, text) {
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await page.evaluate(() => (window.bench.events = []))
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
}

/** Presses Escape, and says how long the screen and the engine took; null where the reply had ended before. */
async function press({ page }, stage) {
  await page.evaluate(() => window.stopWatch.arm('Escape'))
  await page.keyboard.press('Escape')
  return page.evaluate(async (wanted) => {
    const ended = () => window.bench.events.find(({ payload }) => payload.event?.kind === 'ended')
    while (!ended()) await new Promise((resolve) => setTimeout(resolve, 5))
    const { phase, message } = { phase: window.stopWatch.phase, message: ended().payload.event.message }
    if (phase !== wanted || message.status.kind !== 'stopped') return null
    const { pressedAt, paintedAt } = await window.stopWatch.shown()
    return { onScreenMs: paintedAt - pressedAt, idleMs: ended().at - pressedAt }
  }, stage)
}

async function whileWriting(hearth, moment) {
  const stops = []
  for (let i = 0; stops.length < STOPS; i++) {
    await begin(hearth, `Write a very long story about the year ${1500 + i}.`)
    await hearth.page.evaluate(untilPhase, 'writing')
    await hearth.page.waitForTimeout(moment())
    const stop = await press(hearth, 'writing')
    if (stop) stops.push(stop)
  }
  return stops
}

/** What was read of a prompt stays read: stopped and taken up again, the stops lie over its whole length. */
async function whileReading(hearth, moment) {
  const stops = []
  for (let chat = 0; stops.length < STOPS; chat++) {
    await begin(hearth, Array.from({ length: WORDS_TO_READ }, (_, i) => `word${(i * (chat + 3)) % 97}`).join(' '))
    for (;;) {
      await hearth.page.evaluate(untilPhase, 'reading')
      await hearth.page.waitForTimeout(moment())
      const stop = await press(hearth, 'reading')
      if (!stop || stops.push(stop) === STOPS) break
      await hearth.page.evaluate(() => (window.bench.events = []))
      await hearth.page.getByRole('button', { name: 'Try again' }).last().click()
    }
  }
  return stops
}

/** A load beside the model in use, cancelled with the mouse. */
async function whileLoading({ page, app }, moment, loaded) {
  const main = await app.evaluate(() => process.pid)
  const stops = []
  while (stops.length < STOPS) {
    const before = enginesOf(main)
    await page.evaluate((modelId) => void window.hearth.call('model.load', { modelId }), MODELS[loaded])
    const cancel = page.getByRole('button', { name: 'Cancel' })
    await cancel.waitFor()
    const { x, y, width, height } = await cancel.boundingBox()
    await page.mouse.move(x + width / 2, y + height / 2)
    const started = () => enginesOf(main).filter((pid) => !before.includes(pid))
    while (started().length === 0) await page.waitForTimeout(5) // the system tells of no new process
    await page.waitForTimeout(moment())
    const [loading] = started()
    await page.evaluate(() => window.stopWatch.arm('Cancel'))
    await page.mouse.down()
    const up = page.mouse.up()
    while (fs.existsSync(`/proc/${loading}`) && isAlive(loading)) await new Promise((resolve) => setTimeout(resolve, 1))
    const goneAt = Date.now()
    await up
    const { pressedAt, paintedAt, origin } = await page.evaluate(() => window.stopWatch.shown())
    if (pressedAt !== null) stops.push({ onScreenMs: paintedAt - pressedAt, idleMs: Math.max(0, goneAt - (origin + pressedAt)) })
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
  }
  return stops
}

/** A process that has ended and whose end nobody has taken note of yet is gone. */
function isAlive(pid) {
  try {
    return !/^State:\s+[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

// Runs in the page.
function untilPhase(kind) {
  return new Promise((resolve) => {
    const is = ({ payload }) => payload.event?.kind === 'ended' || (payload.event?.phase?.kind === kind && payload.event.phase.done !== 0)
    if (window.bench.events.some(is)) return resolve()
    const unsubscribe = window.hearth.onEvent((event) => {
      if (!is(event)) return
      unsubscribe()
      resolve()
    })
  })
}
