// The shortest node-llama-cpp program, kept alive so that it can take turns with Hearth. Run by the engine's own Node:
// stdin: one JSON per line {threads, flashAttention, prompt, maxTokens, maxMs}; stdout: one JSON per line {firstMs, read, tokens, tokensPerSecond}.
import { getLlama } from 'node-llama-cpp'
import { createInterface } from 'node:readline'
import { bareSampling } from './sampling.mjs'

const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 64, logLevel: 'error' })
const model = await llama.loadModel({ modelPath: process.argv[2] })
let context, setting

async function run({ threads, flashAttention, prompt, maxTokens, maxMs = Infinity }) {
  const wanted = `${threads} ${flashAttention}`
  if (setting !== wanted) {
    await context?.dispose()
    context = await model.createContext({ contextSize: 8192, threads: { ideal: threads, min: threads }, flashAttention })
    setting = wanted
  }
  const sequence = context.sequencesLeft > 0 ? (context.kept = context.getSequence()) : context.kept
  await sequence.clearHistory()
  const start = performance.now()
  const tokens = model.tokenize(prompt, true)
  let first, last
  const written = []
  for await (const token of sequence.evaluate(tokens, bareSampling)) {
    last = performance.now()
    first ??= last
    written.push(token)
    if (written.length >= maxTokens || last - first >= maxMs) break
  }
  return {
    firstMs: first - start,
    read: tokens.length,
    tokens: written.length,
    tokensPerSecond: ((written.length - 1) * 1000) / (last - first)
  }
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + '\n')
process.exit()
