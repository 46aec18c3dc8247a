import { round } from '../statistics.mjs'
import { occupyCores } from './busyCores.mjs'
import { longReply } from './longReply.mjs'
import { settlingTime } from './settling.mjs'

const RUNS = 5
/** Milliseconds of a reply before another program takes a core, while it has it, and after it. */
const STATES = { before: 4_000, busy: 5_000, after: 5_000 }
const MOST_TOKENS = 4_000

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** As text, because JSON has a line for each number: ms since the first piece, and tokens up to it. */
const piecesOf = (times) => times.map(([at, tokens]) => `${round(at - times[0][0])}:${tokens}`).join(' ')

/** A core becomes busy and idle again while one reply is written: how soon tokens take what they take in that state, each time. */
export async function measureSettling({ run }, log) {
  const runs = []
  for (let number = 1; number <= RUNS; number++) {
    const maxMs = STATES.before + STATES.busy + STATES.after
    const writing = run(longReply(100 + number), { maxTokens: MOST_TOKENS, maxMs })
    await wait(STATES.before)
    const other = await occupyCores(1)
    await wait(STATES.busy)
    const endedAt = Date.now()
    await other.end()
    const { times, threads } = await writing
    const down = settlingTime(times, other.since, endedAt)
    const up = settlingTime(times, endedAt, times.at(-1)[0])
    runs.push({ down, up, busySince: other.since, endedAt, threads, begunAt: times[0][0], pieces: piecesOf(times) })
    const text = ({ settledMs, steadyTokensPerSecond }) =>
      `${settledMs === null ? 'never' : round(settledMs)} ms to ${round(steadyTokensPerSecond, 1)} tokens/s`
    log(`a core busy in mid-reply: ${text(down)}; idle again: ${text(up)}; ${JSON.stringify(threads)}`)
  }
  return runs
}
