import fs from 'node:fs'
import { startBareLoop } from './bareProcess.mjs'
import { startHearth, ask, enginesOf, untilReady } from './hearth.mjs'
import { starter } from './places.mjs'
import { memoryOf } from './processes.mjs'
import { RUNS, spread, verdict } from './renderer/verdicts.mjs'
import { median, round, table } from './statistics.mjs'

const GOAL = 40 // MB
const SHORT = 'Write a long story about a lighthouse keeper.'
const LONG = 'the boat leaves its harbour before the light comes '.repeat(300) // about 2,700 tokens
const TOKENS = 20
/** How Hearth may use the computer: as before anything was measured, and as it most often chooses. */
const SETTINGS = {
  'as for any computer': { readingThreads: 2, pinnedWritingThreads: 1, flashAttention: false, chunks: [{ from: 0, size: 16 }] },
  'flash attention, chunks of 128': { readingThreads: 2, pinnedWritingThreads: 2, flashAttention: true, chunks: [{ from: 0, size: 128 }] }
}

/**
 * Memory of the engine beside that of a bare loop of the same model, context, threads and attention, in turn. What is compared is
 * Private_Dirty: the pages of the model's file count on neither side, whether they are in memory or not, and whoever else maps them.
 */
export async function measureEngineMemory(log) {
  const samples = []
  for (let run = 0; run < RUNS; run++)
    for (const [setting, tuning] of Object.entries(SETTINGS))
      for (const [side, measure] of [
        ['Hearth', ofEngine],
        ['bare loop', ofBareLoop]
      ]) {
        for (const [when, memory] of Object.entries(await measure(tuning))) samples.push({ run, setting, side, when, ...memory })
        log(
          `${setting}, ${side}: ${samples
            .slice(-2)
            .map(({ privateDirty }) => round(privateDirty))
            .join(', then ')} MB`
        )
      }
  return { result: samples, markdown: tableOf(samples) }
}

function tableOf(samples) {
  const cases = [...new Set(samples.map(({ setting, when }) => JSON.stringify([setting, when])))].map((text) => JSON.parse(text))
  const rows = cases.map(([setting, when]) => {
    const of = (side) =>
      samples.filter((each) => each.side === side && each.setting === setting && each.when === when).map((each) => each.privateDirty)
    const [ours, theirs] = [of('Hearth'), of('bare loop')]
    const more = ours.map((value, run) => value - theirs[run])
    return [setting, when, round(median(ours)), round(median(theirs)), spread(more), `≤ ${GOAL}: ${verdict(more, GOAL)}`]
  })
  return table(['memory of the engine alone (Private_Dirty), MB', 'after', 'Hearth', 'bare loop', 'more, each run', 'goal'], rows)
}

async function ofEngine(tuning) {
  const hearth = await startHearth({ env: { HEARTH_TEST_TUNING: JSON.stringify({ offloads: false, ...tuning }) } })
  try {
    await untilReady(hearth)
    const [engine] = enginesOf(await hearth.app.evaluate(() => process.pid))
    const sample = async (text) => {
      await ask(hearth, text, TOKENS)
      return memoryOf(engine)
    }
    return { 'a short question': await sample(SHORT), 'a long one': await sample(LONG) }
  } finally {
    await hearth.close()
    fs.rmSync(hearth.dataDir, { recursive: true, force: true })
  }
}

async function ofBareLoop({ readingThreads, flashAttention }) {
  const bare = startBareLoop(starter, { threads: readingThreads, flashAttention, threadPool: 1 })
  const sample = async (text) => {
    await bare.run({ prompt: `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`, maxTokens: TOKENS })
    return memoryOf(bare.pid)
  }
  try {
    return { 'a short question': await sample(SHORT), 'a long one': await sample(LONG) }
  } finally {
    await bare.end()
  }
}
