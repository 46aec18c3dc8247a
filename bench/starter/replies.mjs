// The replies to all prompts, written by the product's own engine.
import os from 'node:os'
import { productModules } from '../productModules.mjs'

export const MOST_TOKENS = 800
/** Fixed, so that runs compare: threads and chunks decide about the last digits of what is computed. What is reused of the KV cache does too. */
const tuning = { offloads: false, readingThreads: 1, pinnedWritingThreads: 1, flashAttention: true, chunks: [{ from: 0, size: 32 }] }
const ENGINES = Math.min(2, os.availableParallelism())

/** `use` gets a function that writes the replies to many prompts, with several engines at the same time. */
export async function withEngines(modelPath, use) {
  const { LlamaEngine, recommendedDefault } = await productModules({
    llamaEngine: 'src/engine/llama/llamaEngine.ts',
    recommendedSettings: 'src/shared/domain/recommendedSettings.ts'
  })
  const defaults = { ...recommendedDefault, maxTokens: MOST_TOKENS }
  const engines = Array.from({ length: ENGINES }, () => new LlamaEngine())
  const spec = { path: modelPath, gpu: 'off', maxContextSize: 8192, tuning }
  try {
    for (const engine of engines) await engine.load(spec, { onProgress: () => {} })
    return await use((tasks, settings, onReplies) => writeAll(engines, tasks, { ...defaults, ...settings }, onReplies))
  } finally {
    await Promise.all(engines.map((engine) => engine.dispose()))
  }
}

/** In the order of the tasks; `onReplies` is called for each when it is done. */
async function writeAll(engines, tasks, settings, onReplies) {
  const replies = []
  let next = 0
  const work = async (engine) => {
    while (next < tasks.length) {
      const task = next++
      replies[task] = await talk(engine, tasks[task], settings)
      onReplies(tasks[task], replies[task])
    }
  }
  await Promise.all(engines.map(work))
  return replies
}

/** One reply for each turn; every turn reads the model's own replies before it. */
async function talk(engine, { prompt, seed }, { systemMessage, ...sampling }) {
  const settings = { ...sampling, seed }
  const read = systemMessage ? [{ role: 'system', text: systemMessage }] : []
  const replies = []
  for (const { says } of prompt.turns) {
    read.push({ role: 'user', text: says })
    let text = ''
    const onEvent = (event) => void (text += event.kind === 'text' ? event.text : '')
    const { reason, tokens } = await engine.generate(read, settings, { signal: new AbortController().signal, onEvent })
    read.push({ role: 'assistant', text })
    replies.push({ text, reason, tokens })
  }
  return replies
}
