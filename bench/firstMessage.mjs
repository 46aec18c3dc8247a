import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startBareLoop } from './bareProcess.mjs'
import { startHearth } from './hearth.mjs'
import { root, starter } from './places.mjs'
import { median, table } from './statistics.mjs'
import { intervalText, meanInterval, verdictOf } from './verdict.mjs'

const STARTS = 15
const AFTER_OPENING_MS = 300
const GOAL_MS = 50
const QUESTION = 'What is the capital of France?'
const { systemMessage } = JSON.parse(fs.readFileSync(path.join(root, 'resources', 'starter-model.json'), 'utf8'))
const PROMPT = `<|im_start|>system\n${systemMessage}<|im_end|>\n<|im_start|>user\n${QUESTION}<|im_end|>\n<|im_start|>assistant\n`

/** A message that is sent while the model loads for the first time: what its first text takes beyond the load and beyond what the computer needs. */
export async function measureFirstMessage(log) {
  const setting = await bestSetting(log)
  const starts = []
  for (let i = 0; i < STARTS; i++) {
    const before = await firstOfProcess(setting)
    const start = await firstMessage()
    // The computer may become slower or faster meanwhile.
    const bareMs = (before + (await firstOfProcess(setting))) / 2
    starts.push({ ...start, bareMs, waitMs: start.textMs - bareMs })
    log(`start ${i + 1}: ${JSON.stringify(starts.at(-1))}`)
  }
  return summarize(setting, starts)
}

/** Of a bare loop that has just loaded the model, as Hearth has: the weights are read from memory for the first time. */
async function firstOfProcess(setting) {
  const bare = startBareLoop(starter, { ...setting, threadPool: 1 })
  try {
    return (await bare.run({ prompt: PROMPT, maxTokens: 1 })).firstMs
  } finally {
    await bare.end()
  }
}

/** Of the bare loop, of the prompt that it has not in its cache; the median of three. */
async function firstToken(bare, setting) {
  const runs = []
  for (let i = 0; i < 3; i++) runs.push((await bare.run({ ...setting, prompt: PROMPT, maxTokens: 1 })).firstMs)
  return median(runs)
}

async function bestSetting(log) {
  const cores = os.availableParallelism()
  const bare = startBareLoop(starter, { threadPool: 1 })
  let best = { ms: Infinity, setting: null }
  try {
    for (const threads of new Set([Math.max(1, cores - 1), cores])) {
      for (const flashAttention of [false, true]) {
        const setting = { threads, flashAttention }
        await firstToken(bare, setting)
        const ms = await firstToken(bare, setting)
        if (ms < best.ms) best = { ms, setting }
      }
    }
  } finally {
    await bare.end()
  }
  log(`bare loop: ${JSON.stringify(best)}`)
  return best.setting
}

async function firstMessage() {
  const hearth = await startHearth()
  try {
    const { page } = hearth
    await page.waitForTimeout(AFTER_OPENING_MS)
    const box = page.getByRole('textbox', { name: 'Message' })
    await box.pressSequentially(QUESTION, { delay: 5 })
    await box.press('Enter')
    return await page.evaluate(async () => {
      const { bench } = window
      const find = (is) => bench.events.find(is)?.at
      const readyAt = () => find(({ name, payload }) => name === 'model.changed' && payload.model.kind === 'ready')
      const textAt = () => find(({ payload }) => payload.event?.kind === 'delta')
      while (textAt() === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
      if (readyAt() === undefined) throw new Error('The model was ready before the window was')
      const begun = Math.max(readyAt(), bench.pressedAt)
      const readingAt = find(({ payload }) => payload.event?.phase?.kind === 'reading' && payload.event.phase.total > 0)
      return {
        isBeforeReady: bench.pressedAt < readyAt(),
        readingMs: readingAt - begun,
        textMs: textAt() - begun
      }
    })
  } finally {
    await hearth.close()
    fs.rmSync(hearth.dataDir, { recursive: true, force: true })
  }
}

function summarize(setting, starts) {
  const interval = meanInterval(starts.map(({ waitMs }) => waitMs))
  const verdict = verdictOf(interval, { atMost: GOAL_MS })
  const show = (samples) => intervalText(meanInterval(samples), 1)
  const markdown = [
    table(
      ['first message of a fresh folder', 'ms', 'goal', ''],
      [
        [
          'from the model being ready to the first text, less the bare loop',
          show(starts.map(({ waitMs }) => waitMs)),
          `≤ ${GOAL_MS}`,
          verdict
        ],
        ['from the model being ready to the first text', show(starts.map(({ textMs }) => textMs)), '', ''],
        ['from the model being ready to the first word of reading', show(starts.map(({ readingMs }) => readingMs)), '', ''],
        ['bare loop, first token of the same prompt', show(starts.map(({ bareMs }) => bareMs)), '', '']
      ]
    ),
    '',
    `Mean with its 95 % interval of ${starts.length} starts. The message is typed ${AFTER_OPENING_MS} ms after the window opened and waits for the model. All times are of the page: what crosses to it is in them. The bare loop is the first run of a process of its own before and after each start, from the loaded model on, with the setting that is fastest once it is warm (${setting.threads} threads, flash attention ${setting.flashAttention ? 'on' : 'off'}); a fresh folder knows no setting yet, reads in chunks of 16 tokens and without flash attention.`
  ].join('\n')
  return { result: { goalMs: GOAL_MS, verdict, waitMs: interval, setting, starts }, markdown }
}
