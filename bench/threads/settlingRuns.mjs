import { round } from '../statistics.mjs'
import { occupyCores } from './busyCores.mjs'
import { settlingTime } from './settling.mjs'

const RUNS = 5
/** Milliseconds of a reply before another program takes a core, while it has it, and after it. */
const STATES = { before: 4_000, busy: 5_000, after: 5_000 }
const MOST_TOKENS = 4_000
/** A story may end before the states do. */
const COUNTING = { text: 'Count from 1 to 5000 and leave no number out.', begun: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,' }

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** A core becomes busy and idle again while one reply is written: how soon tokens take what they take in that state, each time. */
export async function measureSettling({ run }, log) {
  const runs = []
  for (let number = 1; number <= RUNS; number++) {
    const maxMs = STATES.before + STATES.busy + STATES.after
    const writing = run(`${2000 + number}: ${COUNTING.text}`, { begun: COUNTING.begun, maxTokens: MOST_TOKENS, maxMs })
    await wait(STATES.before)
    const other = await occupyCores(1)
    await wait(STATES.busy)
    const endedAt = Date.now()
    await other.end()
    const { times, threads } = await writing
    const down = settlingTime(times, other.since, endedAt)
    const up = settlingTime(times, endedAt, times.at(-1)[0])
    runs.push({ down, up, busySince: other.since, endedAt, threads, times: times.map(([at, tokens]) => [round(at, 1), tokens]) })
    const text = ({ settledMs, steadyTokensPerSecond }) =>
      `${settledMs === null ? 'never' : round(settledMs)} ms to ${round(steadyTokensPerSecond, 1)} tokens/s`
    log(`a core busy in mid-reply: ${text(down)}; idle again: ${text(up)}; ${JSON.stringify(threads)}`)
  }
  return runs
}
