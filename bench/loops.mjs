// What the loop guard takes for a loop, with several limits: repetition that is legitimate, loops as models fall into them, and what the starter
// model writes when nothing keeps it from looping. Then what it costs.
//
//   npm run bench -- loops; for another model: node bench/loops.mjs <model.gguf>
import { greedy } from './greedy.mjs'
import { starter } from './places.mjs'
import { productModules } from './productModules.mjs'
import { round, table } from './statistics.mjs'

const LIMITS = [
  { leastLength: 500, leastTimes: 4 },
  { leastLength: 1000, leastTimes: 8 },
  { leastLength: 2000, leastTimes: 8 },
  { leastLength: 3000, leastTimes: 8 }
]
const MOST_TOKENS = 2500
const PROMPTS = [
  'Write a long story about a fox.',
  'List things to bring to the beach.',
  'Count down from a million.',
  'Write a poem in which every line is about rain.',
  'Explain recursion by explaining recursion.',
  'Write a Python list of one hundred cities.'
]
const input = {
  llamaEngine: 'src/engine/llama/llamaEngine.ts',
  loopGuard: 'src/engine/loopGuard.ts',
  legitimateRepetition: 'src/engine/testing/legitimateRepetition.ts',
  realLoops: 'src/engine/testing/realLoops.ts'
}

export async function measureLoops(log, modelPath = starter) {
  const product = await productModules(input)
  const { certain } = product
  const head = (limits) => {
    const text = `${limits.leastLength} units, ${limits.leastTimes} times`
    return limits.leastLength === certain.leastLength && limits.leastTimes === certain.leastTimes ? `**${text}**` : text
  }
  const alarms = falseAlarms(product)
  log('false alarms counted')
  const engine = new product.LlamaEngine()
  await engine.load({ path: modelPath, gpu: 'off', maxContextSize: 4096, tuning: null }, { onProgress: () => {} })
  const delays = await delaysOf(product, engine)
  const replies = []
  for (const prompt of PROMPTS) {
    replies.push(await replyTo(engine, prompt))
    log(`${prompt} ${JSON.stringify(replies.at(-1))}`)
  }
  await engine.dispose()
  const cost = costOf(product)
  const markdown = [
    'False alarms on repetition that is legitimate, with other limits and with those of Hearth:',
    table(
      ['legitimate repetition', 'texts', ...LIMITS.map(head)],
      alarms.map(({ kind, texts, counts }) => [kind, texts, ...counts])
    ),
    'Loops: tokens of the model from where a segment stands for the second time to the end of the reply:',
    table(
      ['the same for ever', ...LIMITS.map(head)],
      delays.map(({ name, tokens }) => [name, ...tokens.map((n) => n ?? 'not found')])
    ),
    `What the model writes at temperature 0 without a penalty, ${MOST_TOKENS} tokens at most:`,
    table(
      ['asked', 'ended', 'tokens', 'of them the repeated part'],
      replies.map(({ prompt, reason, tokens, repeated }) => [prompt, reason, tokens, repeated ?? '–'])
    ),
    `The guard itself: ${cost.plain} µs a token in plain text, ${cost.repetitive} µs where all is repetition (four units a token).`
  ].join('\n\n')
  return { result: { alarms, delays, replies, cost }, markdown }
}

/** Where a guard finds a loop; null: nowhere. */
function watch({ LoopGuard }, text, limits) {
  const guard = new LoopGuard(limits)
  for (let at = 0; at < text.length; at += 4) {
    guard.add(text.slice(at, at + 4))
    if (guard.repeatsFrom !== null) return { from: guard.repeatsFrom, found: at + 4 }
  }
  return null
}

function falseAlarms(product) {
  return Object.entries(product.legitimateRepetition).map(([kind, byName]) => {
    const texts = Object.values(byName)
    return { kind, texts: texts.length, counts: LIMITS.map((limits) => texts.filter((text) => watch(product, text, limits)).length) }
  })
}

async function delaysOf(product, engine) {
  const tokensOf = async (text) => (await engine.abilities().count([{ role: 'assistant', text }])).tokens
  const delays = []
  for (const loop of product.realLoops) {
    const text = product.textOfLoop(loop, 40_000)
    const tokens = []
    for (const limits of LIMITS) {
      const found = watch(product, text, limits)
      tokens.push(found && (await tokensOf(text.slice(0, found.found))) - (await tokensOf(text.slice(0, found.from))))
    }
    delays.push({ name: loop.name, tokens })
  }
  return delays
}

const settings = { ...greedy, maxTokens: MOST_TOKENS }

async function replyTo(engine, prompt) {
  let length = 0
  const places = [] // how long the text was with each token
  const onEvent = (event) => {
    if (event.kind !== 'text') return
    length += event.text.length
    places.push({ length, tokens: event.figures.tokens })
  }
  const options = { signal: new AbortController().signal, onEvent }
  const { reason, repeatsFrom, tokens } = await engine.generate([{ role: 'user', text: prompt }], settings, options)
  const before = repeatsFrom === null ? null : (places.findLast((place) => place.length <= repeatsFrom)?.tokens ?? 0)
  return { prompt, reason, tokens, repeated: before === null ? null : tokens - before }
}

function costOf(product) {
  const plain = Array.from({ length: 60_000 }, (_, place) => `word${(place * 7919) % 4099} `).join('')
  const repetitive = Object.values(product.legitimateRepetition)
    .flatMap((byName) => Object.values(byName))
    .join('\n')
    .repeat(4)
  const perToken = (text) => {
    const guards = 5
    watch(product, text) // compiled
    const started = performance.now()
    for (let run = 0; run < guards; run++) watch(product, text)
    return round(((performance.now() - started) * 1000) / (guards * (text.length / 4)), 3)
  }
  return { plain: perToken(plain), repetitive: perToken(repetitive) }
}

if (process.argv[1] === import.meta.filename) {
  const { markdown } = await measureLoops((line) => console.log(line), process.argv[2] ?? starter)
  console.log(`\n${markdown}`)
  process.exit(0)
}
