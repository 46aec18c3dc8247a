import { ask, generationEvents, measuredFolder, startHearth, untilReady } from './hearth.mjs'
import { byProcess, memoryOf } from './processes.mjs'
import { round, table } from './statistics.mjs'

const QUESTION = 'Write a long story about a fisherman and his daughter.'
const REPLIES = 20
const TOKENS = 200 // then the reply is stopped: a small model may never end a story

/** (e) and (f): what crosses to the window for 1,000 tokens, and the memory of every process before and after 20 replies. */
export async function measureTraffic(log) {
  const { dataDir } = await measuredFolder()
  const hearth = await startHearth({ dataDir })
  try {
    await untilReady(hearth)
    const main = await hearth.app.evaluate(() => process.pid)
    const idle = byProcess(main, residentOf)
    const sum = { tokens: 0, messages: 0, bytes: 0, deltas: 0 }
    for (let i = 0; i < REPLIES; i++) {
      const recording = await ask(hearth, QUESTION, TOKENS)
      sum.tokens += generationEvents(recording, 'ended')[0].payload.event.message.stats.tokens
      sum.messages += recording.events.length
      sum.deltas += generationEvents(recording, 'delta').length
      sum.bytes += recording.events.reduce((bytes, event) => bytes + bytesOf(event), 0)
      log(`reply ${i + 1}: ${sum.tokens} tokens so far`)
    }
    const after = byProcess(main, residentOf)
    return summarize(sum, idle, after)
  } finally {
    await hearth.close()
  }
}

const residentOf = (pid) => memoryOf(pid).resident

/** Of the event as JSON, as it goes to the window. */
const bytesOf = ({ name, payload }) => Buffer.byteLength(JSON.stringify({ name, payload }))

function summarize(sum, idle, after) {
  const per1000 = (value) => round((value * 1000) / sum.tokens)
  const result = {
    tokens: sum.tokens,
    per1000Tokens: { messages: per1000(sum.messages), deltas: per1000(sum.deltas), bytes: per1000(sum.bytes) },
    memoryMb: Object.fromEntries(Object.keys(after).map((name) => [name, { idle: round(idle[name] ?? 0), after: round(after[name]) }]))
  }
  const markdown = [
    table(
      ['main to window, per 1,000 tokens', ''],
      [
        ['messages', result.per1000Tokens.messages],
        ['of them text', result.per1000Tokens.deltas],
        ['bytes as JSON', result.per1000Tokens.bytes]
      ]
    ),
    '',
    table(
      ['resident memory, MB', 'idle, model loaded', `after ${REPLIES} replies`],
      Object.entries(result.memoryMb).map(([name, mb]) => [name, mb.idle, mb.after])
    )
  ].join('\n')
  return { result, markdown }
}
