import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startHearth, untilReady } from './hearth.mjs'
import { recordMain, takeMain } from './mainTimes.mjs'
import { tiny } from './places.mjs'
import { round, table } from './statistics.mjs'
import { meanInterval, verdictOf } from './verdict.mjs'

const SIZES = [500, 2_000, 6_000] // tokens of the chat
const TURNS = 15 // measured at each size
const GROWING_WORDS = 170
const GOAL_MS = 10
const SETTINGS = { maxTokens: 8, temperature: 0 }

/** What lies between a message and the first chunk of its prompt that is evaluated, in main and in the engine, as the chat grows. */
export async function measureTurn(log) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'))
  fs.mkdirSync(path.join(dataDir, 'models'))
  fs.symlinkSync(tiny, path.join(dataDir, 'models', 'tiny.gguf'))
  const hearth = await startHearth({ dataDir })
  try {
    await untilReady(hearth)
    await useTiny(hearth)
    await recordMain(hearth)
    const sizes = []
    let words = 0
    await send(hearth, 'Hello', true)
    for (const size of SIZES) {
      let tokens = 0
      while (tokens < size) tokens = (await send(hearth, story((words += 1), GROWING_WORDS), true)).tokens
      const turns = []
      for (let i = 0; i < TURNS; i++) turns.push(await send(hearth, `And what came after number ${i}?`))
      sizes.push({ size, turns })
      log(`${size} tokens: ${JSON.stringify(figuresOf(turns))}`)
    }
    return summarize(sizes)
  } finally {
    await hearth.close()
  }
}

async function useTiny({ page }) {
  await page.evaluate(async (settings) => {
    const call = async (name, input) => {
      const answer = JSON.parse(await window.hearth.call(name, input))
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
      return answer.value
    }
    await call('model.load', { modelId: 'folder:tiny.gguf' })
    for (;;) {
      const { model } = await call('app.start', {})
      if (model.kind === 'ready' && model.model.id === 'folder:tiny.gguf') break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await call('conversation.choose', { conversationId: null, choice: { presetId: 'recommended', settings, systemPrompt: null } })
  }, SETTINGS)
}

/** Other words every time, so that no text is one that was read before. */
const story = (number, count) =>
  Array.from({ length: count }, (_, i) => `${['river', 'stone', 'night', 'apple', 'wind'][(i * number) % 5]}${i % 7}`).join(' ')

/** A message from the composer, and its turn: `mainMs` from the call's arrival to the engine's order, `engineMs` from there to the first word of reading. */
async function send(hearth, text, isFast = false) {
  const { page } = hearth
  await page.evaluate(() => (window.bench.events = []))
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(text)
  if (!isFast) await page.waitForTimeout(100) // from the last key to Enter
  await takeMain(hearth)
  await box.press('Enter')
  await page.evaluate(untilEnded)
  const { calls, sent, received } = await takeMain(hearth)
  const stats = await page.evaluate(
    () => window.bench.events.find(({ payload }) => payload.event?.kind === 'ended').payload.event.message.stats
  )
  const calledAt = calls.find(({ name }) => name === 'generation.send').at
  const order = sent.find(({ kind }) => kind === 'generate')
  const readingAt = received.find(({ id, kind }) => id === order.id && kind === 'reading').at
  return {
    mainMs: order.at - calledAt,
    engineMs: readingAt - order.at,
    counts: sent.filter(({ kind, at }) => kind === 'count' && at >= calledAt && at <= order.at).length,
    tokens: stats.promptEvaluated + stats.promptReused,
    evaluated: stats.promptEvaluated
  }
}

// Runs in the page.
function untilEnded() {
  return new Promise((resolve) => {
    const isEnd = ({ payload }) => payload.event?.kind === 'ended'
    if (window.bench.events.some(isEnd)) return resolve()
    const unsubscribe = window.hearth.onEvent((event) => {
      if (!isEnd(event)) return
      unsubscribe()
      setTimeout(resolve) // the recorder has it as well then
    })
  })
}

const interval = (samples) => {
  const { mean, low, high, count } = meanInterval(samples)
  return { mean: round(mean, 2), low: round(low, 2), high: round(high, 2), count }
}

const figuresOf = (turns) => ({
  mainMs: interval(turns.map(({ mainMs }) => mainMs)),
  engineMs: interval(turns.map(({ engineMs }) => engineMs)),
  counts: Math.max(...turns.map(({ counts }) => counts))
})

function summarize(sizes) {
  const rows = sizes.map(({ size, turns }) => ({ size, ...figuresOf(turns), samples: turns }))
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  // Turn by turn, in their order.
  const growth = interval(largest.turns.map(({ mainMs }, i) => mainMs - smallest.turns[i].mainMs))
  const verdict = verdictOf(rows.at(-1).mainMs, { atMost: GOAL_MS })
  const show = ({ mean, low, high }) => `${mean} (${low} to ${high})`
  const markdown = [
    table(
      ['tokens of the chat', 'in main, ms', 'goal', '', 'in the engine, ms', 'counts asked for'],
      rows.map(({ size, mainMs, engineMs, counts }) => [
        size,
        show(mainMs),
        `≤ ${GOAL_MS}`,
        verdictOf(mainMs, { atMost: GOAL_MS }),
        show(engineMs),
        counts
      ])
    ),
    '',
    `Mean with its 95 % interval of ${TURNS} turns. In main: from the arrival of the message to the order to the engine, everything between them, waits for the disk too. In the engine: from there until it says what it will read; then the first chunk is evaluated. From ${SIZES[0]} to ${SIZES.at(-1)} tokens main takes ${show(growth)} ms more. The tiny model; the chat was written turn by turn.`
  ].join('\n')
  return { result: { goalMs: GOAL_MS, verdict, growthMs: growth, sizes: rows }, markdown }
}
