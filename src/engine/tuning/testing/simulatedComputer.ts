import { piecesOf } from '../chunks'
import type { EngineTuning, PrefillTiming } from '../engineTuning'

/** Times of a computer: a chunk takes `base + size × (perToken + perPosition × position)` ms, `flashAttention` times that with it. */
export interface SimulatedComputer {
  readonly base?: number
  readonly perToken: number
  readonly perPosition?: number
  readonly flashAttention?: (size: number) => number
}

export function chunkMs(computer: SimulatedComputer, tuning: Pick<EngineTuning, 'flashAttention'>, size: number, at: number): number {
  const { base = 0, perToken, perPosition = 0, flashAttention = () => 1 } = computer
  return (base + size * (perToken + perPosition * at)) * (tuning.flashAttention ? flashAttention(size) : 1)
}

/** What the engine reports of a prompt of so many tokens, none of which is in the KV cache. */
export function readPromptOn(computer: SimulatedComputer, tuning: EngineTuning, tokens: number): PrefillTiming[] {
  const timings: PrefillTiming[] = []
  for (const { at, end, whole } of piecesOf(tuning.chunks, 0, tokens)) {
    // The last piece is evaluated together with the first token of the reply and is not timed.
    if (whole !== null && end < tokens) timings.push({ at, size: whole, ms: chunkMs(computer, tuning, whole, at) })
  }
  return timings
}
