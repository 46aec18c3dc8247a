import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { expect, it } from 'vitest'
import { readPrompt } from './promptReader'

/** A sequence of the library as far as a prompt reader sees it. `asked`: what was asked of it, with the numbers of tokens. */
function sequenceWith(known: number[], needsCheckpoints: boolean) {
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
      tokens = [...tokens, ...more]
      return Promise.resolve()
    }
  }
  return { sequence: sequence as unknown as LlamaContextSequence, asked }
}
const prompt = Array.from({ length: 40 }, (_, place) => place) as Token[]
const reading = { signal: new AbortController().signal, chunks: [{ from: 0, size: 16 as const }], onProgress: () => undefined }

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
