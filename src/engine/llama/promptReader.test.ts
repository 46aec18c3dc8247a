import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { expect, it } from 'vitest'
import { ReadingClock } from '../tuning/threads/readingClock'
import { ReadingThreads } from '../tuning/threads/readingThreads'
import { readPrompt } from './promptReader'

/** A sequence of the library as far as a prompt reader sees it. `asked`: what was asked of it, with the numbers of tokens. */
function sequenceWith(known: number[], needsCheckpoints: boolean, onRead: () => void = () => undefined) {
  let tokens = [...known]
  const asked: [string, number][] = []
  const sequence = {
    needsCheckpoints,
    get contextTokens() {
      return tokens
    },
    get nextTokenIndex() {
      return tokens.length
    },
    clearHistory: () => {
      asked.push(['clear', tokens.length])
      tokens = []
      return Promise.resolve()
    },
    adaptStateToTokens: (wanted: number[]) => {
      const same = tokens.findIndex((token, place) => token !== wanted[place])
      if (same >= 0) tokens = tokens.slice(0, same)
      asked.push(['keep', tokens.length])
      return Promise.resolve()
    },
    evaluateWithoutGeneratingNewTokens: (more: number[]) => {
      asked.push(['read', more.length])
      onRead()
      tokens = [...tokens, ...more]
      return Promise.resolve()
    }
  }
  return { sequence: sequence as unknown as LlamaContextSequence, asked }
}
const prompt = Array.from({ length: 40 }, (_, place) => place) as Token[]
/** Of two cores; the system says what a test sets. */
function clockOfTwo() {
  const times = { now: 0, computed: 0, idle: 0 }
  const used: number[] = []
  const clock = new ReadingClock(new ReadingThreads({ least: 1, most: 2 }), (threads) => used.push(threads), {
    now: () => times.now,
    computed: () => times.computed,
    idle: () => times.idle,
    step: 0
  })
  return { times, used, clock }
}
const { clock } = clockOfTwo()
const reading = { signal: new AbortController().signal, chunks: [{ from: 0, size: 16 as const }], clock, onProgress: () => undefined }

it('keeps what is known, whatever follows it', async () => {
  const { sequence, asked } = sequenceWith([0, 1, 2, 99], false)
  expect((await readPrompt(sequence, prompt, reading)).reused).toBe(3)
  expect(asked).toEqual([
    ['keep', 3],
    ['read', 13],
    ['read', 16]
  ])
})

it('reads all anew, in its own chunks, where a recurrent model would have to forget', async () => {
  const { sequence, asked } = sequenceWith([0, 1, 2, 99], true)
  expect((await readPrompt(sequence, prompt, reading)).reused).toBe(0)
  expect(asked).toEqual([
    ['clear', 4],
    ['read', 16],
    ['read', 16]
  ])
})

it('keeps what a recurrent model knows where the prompt goes on from there', async () => {
  const { sequence } = sequenceWith([0, 1, 2, 3], true)
  expect((await readPrompt(sequence, prompt, reading)).reused).toBe(4)
})

it('reads the next piece with a thread fewer where one had no core, says so of its time, and begins the next prompt as the computer was since then', async () => {
  const { times, used, clock } = clockOfTwo()
  let isBusy = true
  const piece = (): void => {
    const threads = used.at(-1) ?? 0
    times.now += 100
    times.computed += isBusy ? 100 : 100 * threads
    times.idle += isBusy ? 0 : 100 * (2 - threads)
  }
  const { sequence } = sequenceWith([], false, piece)
  const read = await readPrompt(sequence, Array.from({ length: 72 }, (_, place) => place) as Token[], { ...reading, clock })
  expect(used).toEqual([2, 2, 1, 1, 1])
  expect(read.timings.map(({ at, isDisturbed }) => [at, isDisturbed])).toEqual([0, 16, 32, 48].map((at) => [at, true]))
  clock.beginReply()
  expect(used.slice(5), 'what is left of the prompt is evaluated with the first token').toEqual([1])
  clock.count(8)
  expect(clock.use).toEqual([
    { threads: 1, tokens: 56 },
    { threads: 2, tokens: 16 }
  ])
  isBusy = false
  times.now += 1_000
  times.idle += 1_900
  const again = sequenceWith([], false, piece)
  const timings = (await readPrompt(again.sequence, prompt, { ...reading, clock })).timings
  expect(used.slice(6)).toEqual([2, 2, 2])
  expect(timings).toEqual([0, 16].map((at) => ({ at, size: 16, ms: 100 })))
})

it('begins a prompt with fewer threads where its last reply was written with fewer beside other programs, not where a quick model was', () => {
  for (const [idle, expected] of [
    [0, 1],
    [1_000, 2]
  ] as const) {
    const { times, used, clock } = clockOfTwo()
    clock.beginReply()
    times.now += 1_000
    times.computed += 1_000 // one thread of two
    times.idle += idle
    clock.endReply(1)
    times.now += 2_000 // then another program had all of it, and is gone again for all that is known
    clock.beginPrompt()
    expect(used.at(-1)).toBe(expected)
  }
})
