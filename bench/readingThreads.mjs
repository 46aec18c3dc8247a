import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { tuningText } from './fixedTuning.mjs'
import { startLineProcess } from './lineProcess.mjs'
import { root, starter } from './places.mjs'
import { modulesFolder, productModules } from './productModules.mjs'
import { round, table } from './statistics.mjs'
import { occupyCores } from './threads/busyCores.mjs'
import { ADAPTIVE, busyText, ratioToBest, usedText } from './threads/columns.mjs'
import { intervalText, meanInterval, verdictOf } from './verdict.mjs'

const ROUNDS = 3
const WORDS = 200
/** A reading that takes longer is stopped: its speed is that of what was read. */
const MOST_MS = 4_000
/** Before each reading a short one and a rest: what the other engines took of the processor until then is not what this one finds. */
const BEFORE = { words: 20, maxMs: 1_500, restMs: 300 }
const BUSY = [0, 1, 2]
const GOAL = 0.95

/** The product's engine with each fixed number of threads that read, and with its own choice, beside other programs. */
export async function measureReadingThreads(log) {
  await productModules({ llamaEngine: 'src/engine/llama/llamaEngine.ts' })
  const counts = Array.from({ length: os.availableParallelism() }, (_, before) => `${before + 1}`)
  const readers = [...counts, ADAPTIVE].map((name) => ({ name, ...startEngine(name === ADAPTIVE ? [] : [name]) }))
  const columns = []
  try {
    for (const { run } of readers) await run({ ...promptOf(0), maxTokens: 1, maxMs: 500 }) // warms up
    for (const busy of BUSY) columns.push({ busy, samples: await measureColumn(readers, busy, log) })
  } finally {
    for (const { end } of readers) await end()
  }
  return { result: { rounds: ROUNDS, mostMs: MOST_MS, columns }, markdown: pageOf(columns) }
}

const startEngine = (pinned) =>
  startLineProcess(path.join(root, 'bench', 'engineLoop.mjs'), [path.join(modulesFolder, 'llamaEngine.mjs'), starter, ...pinned], {
    threadPool: 1
  })

/** Of each number another one, from its first word on. */
const promptOf = (number, words = WORDS) => ({
  system: `${1000 + number} is the name of this helper.`,
  text: Array.from({ length: words }, (_, at) => `word${(at * (number + 3)) % 97}`).join(' ')
})

async function measureColumn(readers, busy, log) {
  const samples = []
  const others = await occupyCores(busy)
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      const first = turn % readers.length
      for (const { name, run } of [...readers.slice(first), ...readers.slice(0, first)]) {
        await run({ ...promptOf(100 + turn, BEFORE.words), maxTokens: 1, maxMs: BEFORE.maxMs })
        await pause(BEFORE.restMs)
        const { reading, readBy } = await run({ ...promptOf(1 + turn), maxTokens: 1, maxMs: MOST_MS })
        const pieces = reading.slice(1).map(([at, done], place) => ({ ms: at - reading[place][0], tokens: done - reading[place][1] }))
        const [tokens, ms] = ['tokens', 'ms'].map((of) => pieces.reduce((sum, piece) => sum + piece[of], 0))
        const longestMs = Math.max(...pieces.map((piece) => piece.ms))
        samples.push({ turn, reader: name, tokens, tokensPerSecond: round((tokens * 1000) / ms, 2), longestMs: round(longestMs), readBy })
      }
      const text = samples.slice(-readers.length).map((each) => `${each.reader} ${each.tokensPerSecond} (${each.longestMs} ms)`)
      log(`${busy} busy cores, round ${turn + 1}: ${text.join(', ')} tokens/s`)
    }
  } finally {
    await others.end()
  }
  return samples
}

const headOf = ({ busy }) => busyText(busy)
const of = (samples, reader, figure) => samples.filter((each) => each.reader === reader).map((each) => each[figure])

function pageOf(columns) {
  const readers = [...new Set(columns[0].samples.map(({ reader }) => reader))].sort()
  const nameOf = (reader) => (reader === ADAPTIVE ? 'as Hearth chooses' : `${reader} ${reader === '1' ? 'thread' : 'threads'} throughout`)
  const rows = readers.map((reader) => [
    nameOf(reader),
    ...columns.map(
      ({ samples }) =>
        `${intervalText(meanInterval(of(samples, reader, 'tokensPerSecond')), 1)}; ${Math.max(...of(samples, reader, 'longestMs'))} ms`
    )
  ])
  const ratios = columns.map(({ samples }) => ratioToBest(samples, 'reader'))
  rows.push(['as Hearth chooses, to the best fixed number', ...ratios.map((ratio) => intervalText(ratio, 3))])
  rows.push([`≥ ${GOAL}`, ...ratios.map((ratio) => verdictOf(ratio, { atLeast: GOAL }))])
  const used = columns.map((column) => `${headOf(column)} ${usedText(adaptiveUses(column.samples))}`).join('; ')
  return [
    table(['tokens/s; longest chunk', ...columns.map(headOf)], rows),
    '',
    `Hearth's engine without a window, the starter. Mean with its 95 % interval of ${ROUNDS} prompts of some 600 tokens, or of what was read in ${MOST_MS / 1000} s; all readers in turns, each after a short prompt and ${BEFORE.restMs / 1000} s of rest; each prompt begins as no other. The ratio is that of each round to the fixed number that is the best of its column on the average. ` +
      `Tokens that were read as Hearth chooses, by threads: ${used}. A busy core is another program that computes all the time; ${tuningText}.`
  ].join('\n')
}

const adaptiveUses = (samples) => samples.filter(({ reader }) => reader === ADAPTIVE).flatMap(({ readBy }) => readBy)
