import { ask, generationEvents } from '../hearth.mjs'
import { takeThreads, watchThreads } from './engineThreads.mjs'

/** From the last key of a message to Enter: what the window does for a key is done by then. */
const BEFORE_ENTER = 300

// Runs in the page.
async function call([name, input]) {
  const answer = JSON.parse(await window.hearth.call(name, input))
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Loads the model if it is not the one in use, and notes its threads from then on. */
export async function useModel(hearth, modelId) {
  const { page } = hearth
  const inUse = async () => {
    const { model } = await page.evaluate(call, ['app.start', {}])
    return model.kind === 'ready' && model.model.id === modelId
  }
  if (!(await inUse())) await page.evaluate(call, ['model.load', { modelId }])
  while (!(await inUse())) await page.waitForTimeout(50)
  await watchThreads(hearth)
}

/**
 * One reply in a new chat, as the page saw it: from the key press to the first text that is drawn, and from the first figures of the writing to the
 * last. `read` and `reused`: tokens of the prompt; `threads`: tokens written with each number.
 */
export async function hearthReply(hearth, { system, question }, tokens) {
  const { page } = hearth
  await page.evaluate(call, ['preferences.set', { generation: { presetId: 'recommended', settings: {}, systemPrompt: system } }])
  const recording = await ask(hearth, question, tokens, BEFORE_ENTER)
  const figures = generationEvents(recording, 'phase').filter(({ payload }) => payload.event.phase.kind === 'writing')
  const [first, last] = [figures[0], figures.at(-1)]
  const written = (event) => event.payload.event.phase.tokens
  const { stats } = generationEvents(recording, 'ended')[0].payload.event.message
  const shownAt = await page.evaluate(() => window.firstTextAt)
  if (shownAt === null) throw new Error('The first text of a reply was not seen in the page')
  return {
    firstMs: shownAt - recording.pressedAt,
    arrivedMs: generationEvents(recording, 'delta')[0].at - recording.pressedAt,
    engineFirstMs: stats.timeToFirstTokenMs,
    engineTokensPerSecond: stats.tokensPerSecond,
    tokens: written(last),
    tokensPerSecond: ((written(last) - written(first)) * 1000) / (last.at - first.at),
    read: stats.promptEvaluated,
    reused: stats.promptReused,
    threads: await takeThreads(hearth)
  }
}
