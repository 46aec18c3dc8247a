// How long Hearth says that reading takes, and how long it takes: with the real engine in this process, prompts of several lengths after one
// another, alone and behind what was read before. What is said before each is from the ones before, as in the window.
//
//   npm run bench -- reading; for another model: node bench/reading.mjs <model.gguf>
import { greedy } from './greedy.mjs'
import { starter } from './places.mjs'
import { productModules } from './productModules.mjs'
import { median, round, table } from './statistics.mjs'

const CONTEXT = 8192
/** Words of each message; `behind`: the chat before it goes on, else a new one begins. */
const MESSAGES = [
  { words: 300 },
  { words: 500 },
  { words: 1500 },
  { words: 200, behind: true },
  { words: 1000, behind: true },
  { words: 3000 },
  { words: 700, behind: true },
  { words: 400 },
  { words: 2000 },
  { words: 1200, behind: true }
]
const WORDS = 'river stone evening walked slowly bright letters quiet under across window garden seven'.split(' ')
const BACKEND = 'cpu'
const WITHIN = 0.25
/** The window says nothing about less. */
const WORTH_SAYING = 2_000 // ms

export async function measureReading(log, modelPath = starter) {
  const { LlamaEngine, LoadRecords } = await productModules({
    llamaEngine: 'src/engine/llama/llamaEngine.ts',
    loadRecords: 'src/main/core/models/loadRecords.ts'
  })
  const engine = new LlamaEngine()
  await engine.load({ path: modelPath, gpu: 'off', maxContextSize: CONTEXT, tuning: null }, { onProgress: () => {} })
  const samples = []
  const records = recordsInMemory(LoadRecords)
  let prompt = []
  for (const [place, { words, behind = false }] of MESSAGES.entries()) {
    const said = { role: 'user', text: textOf(words, place) }
    prompt = behind ? [...prompt, { role: 'assistant', text: 'Noted.' }, said] : [said]
    const { tokens, reused } = await engine.abilities().count(prompt)
    const predicted = records.readingTime(ENTRY, reused, tokens, BACKEND)
    const options = { signal: new AbortController().signal, onEvent: () => {} }
    const result = await engine.generate(prompt, { ...greedy, maxTokens: 1 }, options)
    records.learnReading(ENTRY, result.prefillTimings, BACKEND)
    samples.push({ reused, read: result.promptEvaluated, predicted, measured: result.timeToFirstTokenMs })
    log(
      `${result.promptEvaluated} tokens behind ${reused}: said ${round(predicted ?? NaN)} ms, took ${round(result.timeToFirstTokenMs)} ms`
    )
  }
  await engine.dispose()
  return summarize(samples)
}

const ENTRY = { path: 'measured', model: { bytes: 0 } }

function recordsInMemory(LoadRecords) {
  const kept = new Map()
  const loadRecords = { read: (key) => kept.get(key) ?? null, write: (key, record) => kept.set(key, record) }
  return new LoadRecords({ loadRecords, computer: {}, graphicsDriver: null, clock: { monotonic: () => performance.now() }, log: console })
}

/** Every text begins with a number of its own: nothing of it is in the KV cache. */
const textOf = (words, place) => `${place}. ${Array.from({ length: words }, (_, at) => WORDS[(at * 7 + place) % WORDS.length]).join(' ')}`

function summarize(samples) {
  const rows = samples.map(({ reused, read, predicted, measured }) => [
    read,
    reused,
    predicted === null ? 'nothing' : round(predicted),
    round(measured),
    predicted === null ? '' : round(predicted / measured, 2),
    predicted === null || measured <= WORTH_SAYING ? '' : Math.abs(predicted / measured - 1) <= WITHIN ? 'met' : 'not met'
  ])
  const said = samples.filter(({ predicted, measured }) => predicted !== null && measured > WORTH_SAYING)
  const ratios = said.map(({ predicted, measured }) => predicted / measured)
  const met = ratios.filter((ratio) => Math.abs(ratio - 1) <= WITHIN).length
  const heads = ['new tokens', 'behind', 'said, ms', 'took, ms', 'said / took', `within ${WITHIN * 100} %, over 2 s`]
  const how = `Median ${round(median(ratios), 2)} of ${said.length} readings over 2 s, ${met} of them within ${WITHIN * 100} %. Time to the first token, with one token written.`
  return { result: { samples }, markdown: `${table(heads, rows)}\n\n${how}` }
}

if (process.argv[1] === import.meta.filename) console.log((await measureReading(console.log, process.argv[2] ?? starter)).markdown)
