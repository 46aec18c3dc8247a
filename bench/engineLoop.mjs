// The product's engine without a window, run by the engine's own Node: `engineLoop.mjs <its built module> <model.gguf> [threads that read, pinned]`.
// `begun`: the text of a reply that is continued.
// stdin: one JSON per line {system, text, begun, maxTokens, maxMs}; stdout: one JSON per line {tokens, tokensPerSecond, threads, times, reading, readBy}. Reading
// too is stopped after maxMs. `times`: of each piece of text, [ms by the system's clock, tokens up to it]; `reading`: the same of what is read.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { fixedTuning } from './fixedTuning.mjs'
import { greedy } from './greedy.mjs'
import { bareSampling } from './sampling.mjs'

const [module, path, pinned] = process.argv.slice(2)
const { LlamaEngine } = await import(pathToFileURL(module).href)
const engine = new LlamaEngine()
const tuning = { ...fixedTuning, ...(pinned && { pinnedReadingThreads: Number(pinned) }) }
await engine.load({ path, gpu: 'off', maxContextSize: 8192, tuning }, { onProgress: () => {} })
const settings = { ...greedy, ...bareSampling, loopGuard: false }

async function run({ system, text, begun, maxTokens, maxMs }) {
  const stop = new AbortController()
  const times = []
  const reading = []
  const onEvent = ({ kind, figures, done }) => {
    if (kind === 'reading') {
      reading.push([performance.timeOrigin + performance.now(), done])
      if (reading.at(-1)[0] - reading[0][0] >= maxMs) stop.abort()
    }
    if (kind !== 'text') return
    times.push([performance.timeOrigin + performance.now(), figures.tokens])
    if (times.at(-1)[0] - times[0][0] >= maxMs) stop.abort()
  }
  const { tokens, tokensPerSecond, threads } = await engine.generate(
    [{ role: 'system', text: system }, { role: 'user', text }, ...(begun ? [{ role: 'assistant', text: begun }] : [])],
    { ...settings, maxTokens },
    { signal: stop.signal, onEvent }
  )
  return { tokens, tokensPerSecond, threads: threads.writing, times, reading, readBy: threads.reading }
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + '\n')
await engine.dispose()
process.exit()
