// What the prefill of real prompts leads to, with the real engine in this process: loads the model again and again, has it read prompts as
// chats have them, and chooses as Hearth does. Then every candidate reads the same prompts in turns, so that another program slows down all.
//
//   npm run bench -- tuning; for another model: node bench/tuning.mjs <model.gguf>
import { greedy } from './greedy.mjs'
import { starter } from './places.mjs'
import { productModules } from './productModules.mjs'
import { round, table } from './statistics.mjs'

const CONTEXT = 8192
/** Prompt tokens that each load reads until the tuning is chosen: some questions, and chats that are read again. */
const PROMPTS = [90, 700, 260, 1500, 700, 1500]
const MOST_LOADS = 8
const COMPARED = [256, 1000, 2000]
const ROUNDS = 3
const oneToken = { ...greedy, maxTokens: 1 }

const input = {
  llamaEngine: 'src/engine/llama/llamaEngine.ts',
  prefillSamples: 'src/engine/tuning/prefillSamples.ts',
  tuningChoice: 'src/engine/tuning/tuningChoice.ts'
}
/** What Hearth learns on this computer, and what that is worth. */
export async function measureTuning(log, modelPath = starter) {
  const product = await productModules(input)
  const learnt = await learn(product, modelPath, log)
  const candidates = candidatesFrom(learnt)
  const speeds = await compare(product, modelPath, candidates, log)
  const rows = candidates.map(({ name, tuning }, index) => [
    name,
    tuning.flashAttention ? 'on' : 'off',
    chunksText(tuning.chunks),
    ...speeds[index].map(({ tokensPerSecond }) => round(tokensPerSecond)),
    round(Math.max(...speeds[index].map(({ longestMs }) => longestMs)))
  ])
  const heads = ['tuning', 'flash attention', 'chunks', ...COMPARED.map((tokens) => `tokens/s, ${tokens} tokens`), 'longest chunk, ms']
  const story = learnt.loads
    .map(({ tuning, readTokens }) => `${chunksText(tuning.chunks.slice(0, 6))} (${readTokens} tokens)`)
    .join('; then ')
  const markdown = `${table(heads, rows)}\n\nLoads until it was chosen: ${learnt.loads.length}: ${story}.`
  return { result: { learnt, speeds }, markdown }
}

async function onEngine({ LlamaEngine }, modelPath, tuning, use) {
  const engine = new LlamaEngine()
  try {
    const loaded = await engine.load({ path: modelPath, gpu: 'off', maxContextSize: CONTEXT, tuning }, { onProgress: () => {} })
    return await use(engine, loaded)
  } finally {
    await engine.dispose()
  }
}

let lastPrompt = 0
/** A prompt of about so many tokens that begins as no other: nothing of it is in the KV cache. */
async function promptOf(engine, tokens) {
  const words = ['river', 'stone', 'evening', 'walked', 'slowly', 'bright', 'letters', 'quiet', 'under', 'across']
  const prompt = (count) => [
    {
      role: 'user',
      text: [`${++lastPrompt}`, ...Array.from({ length: count }, (_, i) => words[(i * 7 + lastPrompt) % words.length])].join(' ')
    }
  ]
  const { tokens: ten } = await engine.abilities().count(prompt(10))
  const { tokens: many } = await engine.abilities().count(prompt(210))
  return prompt(Math.max(0, Math.round(10 + ((tokens - ten) * 200) / (many - ten))))
}

const read = async (engine, tokens) => {
  const prompt = await promptOf(engine, tokens)
  const calledAt = performance.now()
  const result = await engine.generate(prompt, oneToken, { signal: new AbortController().signal, onEvent: () => {} })
  return { result, ms: performance.now() - calledAt }
}

async function learn(product, modelPath, log) {
  const loads = []
  let samples = []
  let safe = null
  let next = null
  while (loads.length < MOST_LOADS) {
    const chosen = await onEngine(product, modelPath, next, async (engine, loaded) => {
      safe ??= loaded.tuning
      const load = { tuning: loaded.tuning, readTokens: 0 }
      loads.push(load)
      for (const tokens of PROMPTS) {
        const { result } = await read(engine, tokens)
        load.readTokens += result.promptEvaluated
        samples = product.addTimings(samples, result.prefillTimings, loaded.tuning.flashAttention)
        const tuning = product.chooseTuning({ safe, contextSize: loaded.contextSize, samples })
        if (tuning) return tuning
      }
      next = product.trialTuning({ safe, contextSize: loaded.contextSize, samples })
      return null
    })
    log(
      `load ${loads.length}: ${chunksText(loads.at(-1).tuning.chunks.slice(0, 6))}${chosen ? `; chosen: ${chunksText(chosen.chunks)}` : ''}`
    )
    if (chosen) return { chosen, safe, samples, loads }
  }
  throw new Error(`Nothing was chosen in ${MOST_LOADS} loads: ${JSON.stringify(samples)}`)
}

function candidatesFrom({ chosen, safe }) {
  const whole = (size, flashAttention) => ({ ...safe, flashAttention, chunks: [{ from: 0, size }] })
  return [
    { name: '**learnt**', tuning: chosen },
    { name: 'a load that knows nothing', tuning: safe },
    ...[16, 64].flatMap((size) => [false, true].map((on) => ({ name: 'fixed', tuning: whole(size, on) })))
  ].filter(({ name, tuning }) => name !== 'fixed' || JSON.stringify(tuning) !== JSON.stringify(safe))
}

async function compare(product, modelPath, candidates, log) {
  const best = candidates.map(() => COMPARED.map(() => ({ tokensPerSecond: 0, longestMs: Infinity })))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { tuning }] of candidates.entries()) {
      await onEngine(product, modelPath, tuning, async (engine) => {
        await read(engine, 64) // warms up
        for (const [column, tokens] of COMPARED.entries()) {
          const { result, ms } = await read(engine, tokens)
          const cell = best[index][column]
          cell.tokensPerSecond = Math.max(cell.tokensPerSecond, (result.promptEvaluated / ms) * 1000)
          cell.longestMs = Math.min(cell.longestMs, Math.max(0, ...result.prefillTimings.map((timing) => timing.ms)))
        }
      })
    }
    log(`round ${round + 1} of ${ROUNDS}`)
  }
  return best
}

const chunksText = (chunks) => chunks.map(({ from, size }) => (from === 0 ? `${size}` : `${size} from ${from}`)).join(', ')

if (process.argv[1] === import.meta.filename) {
  const { result, markdown } = await measureTuning((line) => console.log(line), process.argv[2] ?? starter)
  console.log(`\n${markdown}\n\n${JSON.stringify(result.learnt.samples)}`)
  process.exit(0)
}
