// How long Stop waits while a prompt is read, and what it costs: chunk × flash attention × threads, with node-llama-cpp alone.
//
// A stop waits for the rest of the chunk it falls into, so the waits of stops at all moments of a read follow from the times of its
// chunks. Those are measured at evenly spread positions of one walk through the prompt for each context; between two positions the
// time of a chunk grows evenly. Real stops through a whole read then check the chosen setting.
import os from 'node:os'
import { getLlama } from 'node-llama-cpp'
import { measuredFolder } from './hearth.mjs'
import { starter } from './places.mjs'
import { quantile, round, table } from './statistics.mjs'
import { intervalText, meanInterval, verdictOf } from './verdict.mjs'

const BLOCK = 512
const SAMPLED_TOKENS = 64 // per chunk size and position; one chunk at least
const WHOLE_READS = 5 // in turns with the fastest uncut one
const OF_BEST_UNCUT = 0.7

/** (c): why Hearth reads in the chunks it reads in. */
export async function measureChunksTable(log) {
  const cores = os.availableParallelism()
  const threads = [...new Set([Math.max(1, cores - 1), cores])]
  const { tuning } = await measuredFolder()
  const result = await measureChunks({ modelPath: starter, threads, chosen: { ...tuning, threads: tuning.readingThreads }, log })
  const isChosen = (row) => row.threads === tuning.readingThreads && row.flashAttention === tuning.flashAttention
  const chosenFrom = (row) => (isChosen(row) ? tuning.chunks.find(({ size }) => size === row.chunk)?.from : undefined)
  const rows = result.rows.map((row) => [
    ...settingCells(row),
    chosenFrom(row) === undefined ? row.chunk : `**${row.chunk}**, what Hearth chose from token ${chosenFrom(row)} on`,
    ...figureCells(row),
    `${round(row.ratioToUncut, 2)}`,
    `${round(row.ratioToBestUncut, 2)}`
  ])
  const whole = result.uncut.map((row) => [
    ...settingCells(row),
    'uncut',
    '–',
    '–',
    round(row.tokensPerSecond),
    '1',
    round(row.ratioToBestUncut, 2)
  ])
  const heads = [
    'threads',
    'flash attention',
    'chunk',
    'stop p50, ms',
    'stop p95, ms',
    'tokens/s',
    'ratio to uncut',
    'ratio to the best uncut'
  ]
  const { verified, promptTokens } = result
  const check =
    `A prompt of ${promptTokens} tokens. Stops evenly over the time of the read, from the times of its chunks. Checked with ${verified.stops} real stops ` +
    `(${verified.threads} threads, flash attention ${verified.flashAttention ? 'on' : 'off'}, chunks of ${chunksText(verified.chunks)}): ` +
    `p50 ${round(verified.stopP50Ms)} ms, p95 ${round(verified.stopP95Ms)} ms; without a stop ${intervalText(verified.ratioToBestUncut, 2)} of the best uncut speed, ${WHOLE_READS} whole reads of each in turns; goal ≥ ${OF_BEST_UNCUT}: **${verified.verdict}**.`
  return { result, markdown: `${table(heads, [...rows, ...whole])}\n\n${check}` }
}

const settingCells = ({ threads, flashAttention }) => [threads, flashAttention ? 'on' : 'off']
const figureCells = ({ stopP50Ms, stopP95Ms, tokensPerSecond }) => [round(stopP50Ms), round(stopP95Ms), round(tokensPerSecond)]

/**
 * @param {object} options
 * @param {string} options.modelPath
 * @param {number[]} [options.chunks] tokens per evaluation
 * @param {boolean[]} [options.flashAttention]
 * @param {number[]} [options.threads]
 * @param {number} [options.promptTokens]
 * @param {number} [options.stops] real stops with the chosen setting
 * @param {{threads: number, flashAttention: boolean, chunks: {from: number, size: number}[]}} [options.chosen] default: the first of each list
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<object>} `rows`: one per setting, stop times in ms; `uncut`: whole batches; `verified`: the real stops
 */
export async function measureChunks({
  modelPath,
  chunks = [16, 32, 64, 128],
  flashAttention = [false, true],
  threads = [1, 2],
  promptTokens = 3000,
  stops = 20,
  chosen = { threads: threads[0], flashAttention: flashAttention[0], chunks: [{ from: 0, size: chunks[0] }] },
  log = () => {}
}) {
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: Math.max(...threads), logger: () => {} })
  try {
    const model = await llama.loadModel({ modelPath })
    const text = promptText(model, promptTokens)
    const rows = []
    const uncut = []
    for (const threadCount of threads) {
      for (const isOn of flashAttention) {
        const setting = { threads: threadCount, flashAttention: isOn }
        const walk = await onContext(model, setting, promptTokens, (sequence) => walkThrough(sequence, text, chunks))
        uncut.push({ ...setting, tokensPerSecond: (promptTokens / walk.uncutMs) * 1000 })
        for (const [chunk, samples] of walk.samples) rows.push({ ...setting, chunk, ...figures(samples, chunk) })
        log(`${threadCount} threads, flash attention ${isOn ? 'on' : 'off'}: ${uncut.at(-1).tokensPerSecond.toFixed(0)} tokens/s uncut`)
      }
    }
    const best = Math.max(...uncut.map(({ tokensPerSecond }) => tokensPerSecond))
    for (const row of uncut) row.ratioToBestUncut = row.tokensPerSecond / best
    for (const row of rows) {
      const same = uncut.find((other) => other.threads === row.threads && other.flashAttention === row.flashAttention)
      row.ratioToUncut = row.tokensPerSecond / same.tokensPerSecond
      row.ratioToBestUncut = row.tokensPerSecond / best
      log(describe(row))
    }
    log(`${stops} real stops with chunks of ${chunksText(chosen.chunks)}`)
    const waits = await onContext(model, chosen, promptTokens, (sequence) => realStops(sequence, text, chosen.chunks, stops))
    const fastest = uncut.find(({ tokensPerSecond }) => tokensPerSecond === best)
    const pairs = []
    for (let place = 0; place < WHOLE_READS; place++) {
      const wholeMs = await onContext(model, chosen, promptTokens, (sequence) => timed(() => readWhole(sequence, text, chosen.chunks)))
      const uncutMs = await onContext(model, fastest, promptTokens, (sequence) =>
        timed(() => sequence.evaluateWithoutGeneratingNewTokens(text))
      )
      pairs.push({ wholeMs, uncutMs })
      log(`whole read ${place + 1}: ${JSON.stringify(pairs.at(-1))}`)
    }
    const ratioToBestUncut = meanInterval(pairs.map(({ wholeMs, uncutMs }) => uncutMs / wholeMs))
    const verified = {
      ...chosen,
      stops: waits.length,
      stopP50Ms: quantile(waits, 0.5),
      stopP95Ms: quantile(waits, 0.95),
      pairs,
      ratioToBestUncut,
      verdict: verdictOf(ratioToBestUncut, { atLeast: OF_BEST_UNCUT })
    }
    log(`measured: p50 ${verified.stopP50Ms.toFixed(0)} ms, p95 ${verified.stopP95Ms.toFixed(0)} ms`)
    return { promptTokens, rows, uncut, verified }
  } finally {
    await llama.dispose()
  }
}

function promptText(model, count) {
  const words = ['river', 'stone', 'evening', 'the', 'walked', 'slowly', 'across', 'bright', 'and', 'letters', 'under', 'quiet', 'of']
  let text = ''
  for (let at = 1; model.tokenize(text).length < count; at = (at * 31 + 7) % 1009)
    text += `${words[at % words.length]} `.repeat(1 + (at % 2))
  return model.tokenize(text).slice(0, count)
}

async function onContext(model, { threads, flashAttention }, promptTokens, measure) {
  const context = await model.createContext({
    contextSize: promptTokens + BLOCK,
    batchSize: BLOCK,
    threads,
    flashAttention,
    failedCreationRemedy: false
  })
  try {
    const sequence = context.getSequence()
    await sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('A first read warms up.'))
    await sequence.clearHistory()
    return await measure(sequence)
  } finally {
    await context.dispose()
  }
}

async function timed(work) {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** Samples: for every chunk size a list of {ms, tokens}: the time of one chunk, and how many tokens of the prompt it stands for. */
async function walkThrough(sequence, text, chunks) {
  const positions = []
  for (let at = 0; at < text.length; at += BLOCK) positions.push(at)
  const largest = Math.max(...chunks)
  positions.push(text.length - largest)
  const samples = new Map(chunks.map((chunk) => [chunk, []]))
  let uncutMs = 0
  for (const [index, at] of positions.entries()) {
    const standsFor = (after(positions, index, text.length) - before(positions, index)) / 2
    for (const chunk of chunks) {
      const repeats = Math.max(1, Math.floor(SAMPLED_TOKENS / chunk))
      for (let repeat = 0; repeat < repeats && at + chunk <= text.length; repeat++) {
        const ms = await timed(() => sequence.evaluateWithoutGeneratingNewTokens(text.slice(at, at + chunk)))
        samples.get(chunk).push({ ms, tokens: standsFor / repeats })
        await sequence.eraseContextTokenRanges([{ start: at, end: at + chunk }])
      }
    }
    const next = positions[index + 1] ?? text.length
    uncutMs += await timed(() => sequence.evaluateWithoutGeneratingNewTokens(text.slice(at, next)))
  }
  return { samples, uncutMs }
}

const before = (positions, index) => positions[index - 1] ?? -positions[index]
const after = (positions, index, end) => positions[index + 1] ?? 2 * end - positions[index]

function figures(samples, chunk) {
  const parts = samples.map(({ ms, tokens }) => ({ ms, count: tokens / chunk }))
  const totalMs = parts.reduce((sum, { ms, count }) => sum + ms * count, 0)
  const tokens = samples.reduce((sum, sample) => sum + sample.tokens, 0)
  // A moment of the read falls into a chunk with the probability of its share of the time, and anywhere in it alike.
  const shareAbove = (wait) => parts.reduce((sum, { ms, count }) => sum + Math.max(0, ms - wait) * count, 0) / totalMs
  const waitAt = (share) => {
    let low = 0
    let high = Math.max(...parts.map(({ ms }) => ms))
    while (high - low > 0.1) {
      const middle = (low + high) / 2
      if (shareAbove(middle) > 1 - share) low = middle
      else high = middle
    }
    return high
  }
  return { stopP50Ms: waitAt(0.5), stopP95Ms: waitAt(0.95), tokensPerSecond: (tokens / totalMs) * 1000 }
}

/** As Hearth cuts (src/engine/tuning/chunks.ts). */
const sizeAt = (chunks, at) => chunks.findLast(({ from }) => from <= at).size
const nextCut = (chunks, at) => (Math.floor(at / sizeAt(chunks, at)) + 1) * sizeAt(chunks, at)
const chunksText = (chunks) => chunks.map(({ from, size }) => (from === 0 ? `${size}` : `${size} from token ${from} on`)).join(', ')

async function readWhole(sequence, text, chunks) {
  for (let at = 0; at < text.length; at = nextCut(chunks, at))
    await sequence.evaluateWithoutGeneratingNewTokens(text.slice(at, nextCut(chunks, at)))
}

/** One read of the whole prompt, stopped and taken up again at evenly spread moments of it. Returns the waits in ms. */
async function realStops(sequence, text, chunks, stops) {
  const waits = []
  let lastMs = 0
  for (let stop = 0; stop < stops; stop++) {
    const target = Math.floor(((stop + 0.5) / stops) * text.length)
    let stoppedAt = null
    let timer = null
    while (sequence.nextTokenIndex < text.length && stoppedAt === null) {
      const at = sequence.nextTokenIndex
      const end = Math.min(nextCut(chunks, at), text.length)
      const isHere = at <= target && target < end
      if (isHere) timer = setTimeout(() => (stoppedAt = performance.now()), lastMs * ((stop * 0.618) % 1))
      lastMs = await timed(() => sequence.evaluateWithoutGeneratingNewTokens(text.slice(at, end)))
      if (isHere && stoppedAt === null) {
        clearTimeout(timer) // the chunk was faster than the one before: the stop comes at its very end
        stoppedAt = performance.now()
      }
    }
    if (stoppedAt !== null) waits.push(performance.now() - stoppedAt)
  }
  return waits
}

const describe = ({ threads, flashAttention, chunk, stopP50Ms, stopP95Ms, tokensPerSecond, ratioToUncut }) =>
  `${threads} threads, flash attention ${flashAttention ? 'on' : 'off'}, chunks of ${chunk}: stop p50 ${stopP50Ms.toFixed(0)} ms, ` +
  `p95 ${stopP95Ms.toFixed(0)} ms, ${tokensPerSecond.toFixed(0)} tokens/s, ${(ratioToUncut * 100).toFixed(0)} % of uncut`
