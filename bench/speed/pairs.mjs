import { startBareLoop } from '../bareProcess.mjs'
import { round } from '../statistics.mjs'
import { bestForReading, bestForWriting, bestWith } from './bareSettings.mjs'
import { hearthReply } from './hearthReply.mjs'
import { chatMl, PROMPTS, promptAt } from './prompts.mjs'

const PAIRS = 12
/** A reply that the model ends before so large a share of its tokens says little of the speed: another prompt takes its place. */
const LONG_ENOUGH = 0.9
/** Its prompt is read in one batch, and all that follows is a token. */
const ONE_TOKEN = 1

/**
 * The bare loop, Hearth, the bare loop again, so many times: each time with a prompt of its own. `theirs` and `again`: `writing` by the setting
 * that writes fastest, `reading` by the one that reads fastest, `same` by the best with as many threads as Hearth wrote most tokens with.
 */
export async function measurePairs(hearth, { file, tokens }, rows, log) {
  const loops = new Map()
  const loopOf = async (setting) => {
    const key = JSON.stringify(setting)
    if (!loops.has(key)) {
      loops.set(key, startBareLoop(file, setting))
      await loops.get(key).run({ prompt: chatMl(promptAt(0)), maxTokens: 4 }) // warms up
    }
    return loops.get(key)
  }
  const bareTurn = async (prompt, threads) => {
    const [writing, reading, same] = [bestForWriting(rows), bestForReading(rows), bestWith(rows, threads)]
    const request = { prompt: chatMl(prompt), maxTokens: tokens }
    const fastest = await (await loopOf(writing)).run(request)
    const isSame = same.threads === writing.threads
    return {
      writing: fastest,
      reading: await (await loopOf(reading)).run({ ...request, maxTokens: ONE_TOKEN }),
      same: isSame ? fastest : await (await loopOf(same)).run(request)
    }
  }
  try {
    const warm = await hearthReply(hearth, promptAt(0), tokens)
    const threads = usedMost(warm)
    for (const setting of [bestForWriting(rows), bestForReading(rows), bestWith(rows, threads)]) await loopOf(setting)
    const pairs = []
    const skipped = []
    const isShort = (reply) => reply.tokens < LONG_ENOUGH * tokens
    for (let place = 1; pairs.length < PAIRS; place++) {
      if (place === PROMPTS) throw new Error('The model ends too many replies early')
      const prompt = promptAt(place)
      const theirs = await bareTurn(prompt, threads)
      const ours = await hearthReply(hearth, prompt, tokens)
      if (isShort(ours) || isShort(theirs.writing)) {
        skipped.push({ place, ours, theirs })
        continue
      }
      const again = await bareTurn(prompt, threads)
      pairs.push({ ours, theirs, again })
      log(
        `pair ${pairs.length}: Hearth ${round(ours.tokensPerSecond, 1)} tokens/s, bare ${round(theirs.writing.tokensPerSecond, 1)} and ${round(again.writing.tokensPerSecond, 1)}; ` +
          `first text ${round(ours.firstMs)} ms, bare ${round(theirs.reading.firstMs)} and ${round(again.reading.firstMs)}; threads ${JSON.stringify(ours.threads)}`
      )
    }
    return { threads, same: bestWith(rows, threads), pairs, skipped }
  } finally {
    for (const loop of loops.values()) loop.end()
  }
}

const usedMost = ({ threads }) => threads.reduce((a, b) => (b.tokens > a.tokens ? b : a)).threads
