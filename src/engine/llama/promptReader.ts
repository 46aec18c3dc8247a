import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { nextCut, type Chunks } from '../chunks'

export interface PromptReading {
  signal: AbortSignal
  /** The signal is looked at between two of them: the library itself reads on to the end. */
  chunks: Chunks
  onProgress(done: number, total: number): void
}

/**
 * Reads a prompt up to its last cut; the rest, one chunk at most, is left to be read together with the first word of the reply, which
 * saves an evaluation. Keeps what the sequence knows already. Resolves early when the signal is aborted; what was read is kept. Answers the
 * tokens known before.
 */
export async function readPrompt(sequence: LlamaContextSequence, tokens: readonly Token[], reading: PromptReading): Promise<number> {
  const { signal, chunks } = reading
  await keepWhatIsKnown(sequence, tokens.slice(0, -1))
  const reused = sequence.nextTokenIndex
  reading.onProgress(reused, tokens.length)
  for (let at = reused, end = nextCut(chunks, at); end < tokens.length && !signal.aborted; at = end, end = nextCut(chunks, at)) {
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, end))
    reading.onProgress(end, tokens.length)
  }
  return reused
}

async function keepWhatIsKnown(sequence: LlamaContextSequence, tokens: Token[]): Promise<void> {
  // A recurrent model cannot forget its last tokens alone. The library would read the rest anew by itself, deaf to Stop: so we do.
  if (sequence.needsCheckpoints && !goesOn(sequence.contextTokens, tokens)) return sequence.clearHistory()
  await sequence.adaptStateToTokens(tokens, false)
}

const goesOn = (known: readonly Token[], tokens: readonly Token[]): boolean => known.every((token, place) => token === tokens[place])
