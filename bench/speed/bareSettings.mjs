import os from 'node:os'
import { startBareLoop } from '../bareProcess.mjs'
import { median, round } from '../statistics.mjs'
import { chatMl, promptAt } from './prompts.mjs'

const ROUNDS = 3
const TOKENS = 60

export const settingText = ({ threads, flashAttention, threadPool }) =>
  `${threads} ${threads === 1 ? 'thread' : 'threads'}, flash attention ${flashAttention ? 'on' : 'off'}, ${threadPool === null ? "Node's own pool" : `pool of ${threadPool}`}`

function allSettings() {
  const counts = Array.from({ length: os.availableParallelism() }, (_, before) => before + 1)
  return counts.flatMap((threads) =>
    [false, true].flatMap((flashAttention) => [1, null].map((threadPool) => ({ threads, flashAttention, threadPool })))
  )
}

/** Every setting of the bare loop in turns: medians of `tokensPerSecond` and `firstMs`, and all samples. */
export async function measureBareSettings(modelPath, log) {
  const settings = allSettings()
  const samples = settings.map(() => [])
  const loops = settings.map((setting) => startBareLoop(modelPath, setting))
  try {
    for (const loop of loops) await loop.run({ prompt: chatMl(promptAt(0)), maxTokens: 4 }) // warms up
    for (let turn = 1; turn <= ROUNDS; turn++)
      for (const [place, loop] of loops.entries())
        samples[place].push(await loop.run({ prompt: chatMl(promptAt(turn)), maxTokens: TOKENS }))
  } finally {
    for (const loop of loops) loop.end()
  }
  return settings.map((setting, place) => {
    const of = (pick) => round(median(samples[place].map(pick)), 1)
    const figures = { tokensPerSecond: of((each) => each.tokensPerSecond), firstMs: of((each) => each.firstMs) }
    log(`bare loop, ${settingText(setting)}: ${figures.tokensPerSecond} tokens/s, first token after ${figures.firstMs} ms`)
    return { setting, ...figures, samples: samples[place] }
  })
}

export const bestForWriting = (rows) => rows.reduce((a, b) => (b.tokensPerSecond > a.tokensPerSecond ? b : a)).setting
export const bestForReading = (rows) => rows.reduce((a, b) => (b.firstMs < a.firstMs ? b : a)).setting

/** Of those with so many threads the one that writes fastest. */
export const bestWith = (rows, threads) => bestForWriting(rows.filter(({ setting }) => setting.threads === threads))
