import os from 'node:os'
import { startBareLoop } from './bareProcess.mjs'
import { ask, generationEvents, measuredFolder, startHearth, untilReady } from './hearth.mjs'
import { deviation, median, round, table } from './statistics.mjs'

/** Another one for every pair, so that neither side has read it before. */
const question = (pair) => `Write a long story about the year ${1501 + pair}, when a lighthouse keeper finds a message in a bottle.`
const promptOf = (text) => `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`
const PAIRS = 15
const TOKENS = 200 // then the reply is stopped: a small model may never end a story

/** (a) and (b): tokens per second and time to first token, Hearth's window against the bare loop, taking turns. */
export async function measureSpeed(log) {
  const bare = startBareLoop()
  const { dataDir, tuning } = await measuredFolder()
  const hearth = await startHearth({ dataDir })
  try {
    await untilReady(hearth)
    const best = await bestSetting(bare, log)
    const pairs = []
    for (let pair = 0; pair < PAIRS; pair++) {
      const request = { ...best.setting, prompt: promptOf(question(pair)), maxTokens: TOKENS }
      const theirs = await bare.run(request)
      const ours = await oneReply(hearth, question(pair))
      const again = await bare.run(request)
      pairs.push({ ours, theirs, again })
      log(
        `pair ${pair + 1}: Hearth ${round(ours.tokensPerSecond, 1)} tok/s, bare ${round(theirs.tokensPerSecond, 1)} and ${round(again.tokensPerSecond, 1)}`
      )
    }
    return summarize(pairs, best, tuning)
  } finally {
    bare.end()
    await hearth.close()
  }
}

async function bestSetting(bare, log) {
  const cores = os.availableParallelism()
  const settings = [...new Set([Math.max(1, cores - 1), cores])].flatMap((threads) =>
    [false, true].map((flashAttention) => ({ threads, flashAttention }))
  )
  const measured = []
  for (const setting of settings) {
    const speeds = []
    for (let i = 0; i < 3; i++) speeds.push((await bare.run({ ...setting, prompt: promptOf(question(0)), maxTokens: 150 })).tokensPerSecond)
    measured.push({ setting, tokensPerSecond: median(speeds) })
    log(
      `bare loop, ${setting.threads} threads, flash attention ${setting.flashAttention ? 'on' : 'off'}: ${round(median(speeds), 1)} tok/s`
    )
  }
  return { ...measured.reduce((a, b) => (b.tokensPerSecond > a.tokensPerSecond ? b : a)), measured }
}

/** As the page saw it: from the key press to the first text, and from the first figures of the writing to the last. */
async function oneReply(hearth, text) {
  const recording = await ask(hearth, text, TOKENS)
  const writing = generationEvents(recording, 'phase').filter(({ payload }) => payload.event.phase.kind === 'writing')
  const figures = writing.map(({ at, payload }) => ({ at, tokens: payload.event.phase.tokens }))
  const { at: firstAt, tokens: firstTokens } = figures[0]
  const { at: lastAt, tokens } = figures.at(-1)
  return {
    firstMs: generationEvents(recording, 'delta')[0].at - recording.pressedAt,
    tokensPerSecond: ((tokens - firstTokens) * 1000) / (lastAt - firstAt)
  }
}

function summarize(pairs, best, tuning) {
  // Against the mean of the bare loop before and after: a computer that becomes slower or faster meanwhile favours neither.
  const mean = (one, other) => (one + other) / 2
  const ratios = pairs.map(({ ours, theirs, again }) => ours.tokensPerSecond / mean(theirs.tokensPerSecond, again.tokensPerSecond))
  const noise = pairs.map(({ theirs, again }) => again.tokensPerSecond / theirs.tokensPerSecond)
  const extra = pairs.map(({ ours, theirs, again }) => ours.firstMs - mean(theirs.firstMs, again.firstMs))
  const of = (pick) => round(median(pairs.map(pick)), 1)
  const result = {
    bare: best.measured.map(({ setting, tokensPerSecond }) => ({ ...setting, tokensPerSecond: round(tokensPerSecond, 1) })),
    chosen: best.setting,
    hearthChose: tuning,
    pairs: pairs.length,
    tokensPerSecond: { hearth: of((p) => p.ours.tokensPerSecond), bare: of((p) => p.theirs.tokensPerSecond) },
    ratio: {
      median: round(median(ratios), 3),
      deviation: round(deviation(ratios), 3),
      ofBareToItself: round(median(noise), 3),
      noiseDeviation: round(deviation(noise), 3)
    },
    firstTokenMs: {
      hearth: of((p) => p.ours.firstMs),
      bare: of((p) => p.theirs.firstMs),
      difference: round(median(extra), 1),
      deviation: round(deviation(extra), 1)
    }
  }
  const markdown = [
    table(
      ['bare loop', 'tokens/s (median of 3)'],
      result.bare.map((b) => [`${b.threads} threads, flash attention ${b.flashAttention ? 'on' : 'off'}`, b.tokensPerSecond])
    ),
    '',
    table(
      ['', 'Hearth, in the window', 'bare loop, best setting', 'median, against the loop before and after', 'goal'],
      [
        [
          'tokens/s',
          result.tokensPerSecond.hearth,
          result.tokensPerSecond.bare,
          `ratio ${result.ratio.median} ± ${result.ratio.deviation}`,
          '≥ 0.97'
        ],
        [
          'first token, ms',
          result.firstTokenMs.hearth,
          result.firstTokenMs.bare,
          `difference ${result.firstTokenMs.difference} ± ${result.firstTokenMs.deviation}`,
          '≤ 30'
        ]
      ]
    ),
    '',
    `Hearth writes with ${tuning.writingThreads} threads and reads with ${tuning.readingThreads}, flash attention ${tuning.flashAttention ? 'on' : 'off'}, chunks of ${tuning.chunks.map(({ size }) => size).join(', then ')}. ` +
      `Noise: the bare loop against itself in the same ${result.pairs} rounds: ratio ${result.ratio.ofBareToItself} ± ${result.ratio.noiseDeviation} (standard deviation).`
  ].join('\n')
  return { result, markdown }
}
