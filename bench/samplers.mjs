// What each setting costs while a reply is written: the same model and prompt, so many tokens, with the setting and without, in turns.
//
//   npm run bench -- samplers; for another model: node bench/samplers.mjs <model.gguf>
import { greedy } from './greedy.mjs'
import { starter } from './places.mjs'
import { productModules } from './productModules.mjs'
import { median, round, table } from './statistics.mjs'

const TOKENS = 128
const ROUNDS = 5
const PROMPT = [{ role: 'user', text: 'Write a long story about a boat and its crew.' }]
const drawn = { ...greedy, temperature: 0.8, loopGuard: false, maxTokens: TOKENS }

const CASES = [
  ['temperature alone', {}],
  ['greedy', { temperature: 0 }],
  ['top K 40', { topK: 40 }],
  ['top P 0.9', { topP: 0.9 }],
  ['min P 0.05', { minP: 0.05 }],
  ['repeat penalty 1.1, last 64', { repeatPenalty: 1.1, penaltyWindow: 64 }],
  ['frequency and presence penalty 0.5, last 1,024', { frequencyPenalty: 0.5, presencePenalty: 0.5, penaltyWindow: 1024 }],
  ['DRY 0.8', { dryStrength: 0.8 }],
  ['XTC 0.5', { xtcProbability: 0.5 }],
  ['16 stop texts', { stopTexts: Array.from({ length: 16 }, (_, place) => `no such text ${place}`) }],
  ['loop guard', { loopGuard: true }],
  ['as recommended for any model', { topK: 40, topP: 0.9, loopGuard: true }]
]

export async function measureSamplers(log, modelPath = starter) {
  const { LlamaEngine } = await productModules({ llamaEngine: 'src/engine/llama/llamaEngine.ts' })
  const engine = new LlamaEngine()
  await engine.load({ path: modelPath, gpu: 'off', maxContextSize: 2048, tuning: null }, { onProgress: () => {} })
  const samples = CASES.map(([name]) => ({ name, speeds: [], tokens: [] }))
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const [place, [, settings]] of CASES.entries()) {
      const options = { signal: new AbortController().signal, onEvent: () => {} }
      const { tokensPerSecond, tokens } = await engine.generate(
        PROMPT,
        { topK: 0, topP: 1, ...drawn, seed: turn + 1, ...settings },
        options
      )
      samples[place].speeds.push(tokensPerSecond)
      samples[place].tokens.push(tokens)
    }
    log(`round ${turn + 1}: ${samples.map(({ name, speeds }) => `${name} ${round(speeds.at(-1), 1)}`).join(', ')}`)
  }
  await engine.dispose()
  const [bare] = samples
  const rows = samples.map(({ name, speeds, tokens }) => [
    name,
    round(median(speeds), 1),
    round(median(speeds.map((speed, turn) => speed / bare.speeds[turn])), 2),
    speeds.map((speed) => round(speed, 1)).join(' · '),
    Math.min(...tokens)
  ])
  const heads = ['setting', 'tokens/s', 'of temperature alone', 'all rounds', 'fewest tokens written']
  const how = `${TOKENS} tokens in each of ${ROUNDS} rounds; every case once in a round, so that another program slows down all. Ratios are of the same round.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}

if (process.argv[1] === import.meta.filename) console.log((await measureSamplers(console.log, process.argv[2] ?? starter)).markdown)
