import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { piecesOf, type Chunks } from '../tuning/chunks'
import { MAX_PREFILL_TIMINGS, type PrefillTiming } from '../tuning/engineTuning'
import type { ReadingClock } from '../tuning/threads/readingClock'

export interface PromptReading {
  signal: AbortSignal
  /** The signal is checked between two chunks: the library does not check it during an evaluation. */
  chunks: Chunks
  clock: ReadingClock
  onProgress(done: number, total: number): void
}

/** `reused`: tokens that were in the KV cache before. */
export interface PromptRead {
  readonly reused: number
  readonly timings: readonly PrefillTiming[]
}

/**
 * Evaluates a prompt up to its last cut; the rest, one chunk at most, is evaluated together with the first token of the reply, which
 * saves an evaluation. Keeps the prefix that is in the KV cache already. Resolves early when the signal is aborted; what was evaluated
 * stays in the cache.
 */
export async function readPrompt(sequence: LlamaContextSequence, tokens: readonly Token[], reading: PromptReading): Promise<PromptRead> {
  const { signal, chunks, clock } = reading
  const timings: PrefillTiming[] = []
  clock.beginPrompt()
  await keepWhatIsKnown(sequence, tokens.slice(0, -1))
  const reused = sequence.nextTokenIndex
  reading.onProgress(reused, tokens.length)
  for (const { at, end, whole } of piecesOf(chunks, reused, tokens.length)) {
    if (end === tokens.length || signal.aborted) break
    clock.begin()
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, end))
    const { ms, isUndisturbed } = clock.end(end - at)
    if (whole !== null && timings.length < MAX_PREFILL_TIMINGS)
      timings.push({ at, size: whole, ms, ...(!isUndisturbed && { isDisturbed: true as const }) })
    reading.onProgress(end, tokens.length)
  }
  return { reused, timings }
}

async function keepWhatIsKnown(sequence: LlamaContextSequence, tokens: Token[]): Promise<void> {
  // A recurrent model cannot forget its last tokens alone. The library would evaluate the rest again by itself without looking at the
  // signal, so the history is cleared here.
  if (sequence.needsCheckpoints && !isContinuation(sequence.contextTokens, tokens)) return sequence.clearHistory()
  await sequence.adaptStateToTokens(tokens, false)
}

const isContinuation = (known: readonly Token[], tokens: readonly Token[]): boolean =>
  known.every((token, place) => token === tokens[place])
