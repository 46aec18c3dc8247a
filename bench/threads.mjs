import os from 'node:os'
import path from 'node:path'
import { startBareLoop } from './bareProcess.mjs'
import { startLineProcess } from './lineProcess.mjs'
import { root, starter, tiny } from './places.mjs'
import { modulesFolder, productModules } from './productModules.mjs'
import { round } from './statistics.mjs'
import { occupyCores } from './threads/busyCores.mjs'
import { chatMlOf, longReply } from './threads/longReply.mjs'
import { threadsPage } from './threads/page.mjs'
import { measureSettling } from './threads/settlingRuns.mjs'

const ROUNDS = 4
const MOST = { maxTokens: 200, maxMs: 8_000 }
const MODELS = { starter, tiny }
const COLUMNS = [
  { model: 'starter', busy: 0 },
  { model: 'tiny', busy: 0 },
  { model: 'starter', busy: 1 },
  { model: 'starter', busy: 2 }
]

/** The bare loop with each number of threads, and the product's engine, which finds its own, beside other programs; how soon it finds it. */
export async function measureThreads(log) {
  await productModules({ llamaEngine: 'src/engine/llama/llamaEngine.ts' })
  const columns = []
  const settling = []
  for (const [model, file] of Object.entries(MODELS)) {
    const writers = startWriters(file)
    try {
      for (const { run } of writers) await run(longReply(0), { maxTokens: 8, maxMs: 1_000 }) // warms up
      for (const column of COLUMNS.filter((each) => each.model === model))
        columns.push({ ...column, samples: await measureColumn(writers, column, log) })
      settling.push({ model, runs: await measureSettling(writers.at(-1), (line) => log(`${model}, ${line}`)) })
    } finally {
      for (const writer of writers) writer.end()
    }
  }
  columns.sort((a, b) => COLUMNS.findIndex((each) => isSame(each, a)) - COLUMNS.findIndex((each) => isSame(each, b)))
  const result = { most: MOST, columns, settling }
  return { result, markdown: threadsPage(result) }
}

const isSame = (one, other) => one.model === other.model && one.busy === other.busy

/** All with a pool of one thread and flash attention, as Hearth runs its engine; the product's engine is the last one. */
function startWriters(file) {
  const counts = Array.from({ length: os.availableParallelism() }, (_, before) => before + 1)
  const fixed = counts.map((threads) => {
    const loop = startBareLoop(file, { threads, flashAttention: true, threadPool: 1 })
    return { name: `${threads}`, run: (reply, most) => loop.run({ prompt: chatMlOf(reply), ...most }), end: loop.end }
  })
  const script = path.join(root, 'bench', 'threads', 'engineLoop.mjs')
  const engine = startLineProcess(script, [path.join(modulesFolder, 'llamaEngine.mjs'), file], { threadPool: 1 })
  return [...fixed, { name: 'adaptive', run: (reply, most) => engine.run({ ...reply, ...most }), end: engine.end }]
}

async function measureColumn(writers, { model, busy }, log) {
  const samples = []
  const others = await occupyCores(busy)
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      const ordered = [...writers.slice(turn % writers.length), ...writers.slice(0, turn % writers.length)]
      for (const { name, run } of ordered) {
        const { tokens, tokensPerSecond, threads = null } = await run(longReply(1 + turn), MOST)
        samples.push({ turn, writer: name, tokens, tokensPerSecond: round(tokensPerSecond, 2), threads })
      }
      const text = samples.slice(-writers.length).map((each) => `${each.writer} ${round(each.tokensPerSecond, 1)}`)
      log(
        `${model}, ${busy} busy cores, round ${turn + 1}: ${text.join(', ')} tokens/s; ${JSON.stringify(samples.findLast(({ threads }) => threads).threads)}`
      )
    }
  } finally {
    await others.end()
  }
  return samples
}
