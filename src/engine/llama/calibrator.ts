import { setTimeout as pause } from 'node:timers/promises'
import type { EngineTuning } from '../engine'
import type { Bench } from './bench'
import { chooseChunks, type ChunkChoice } from './chunkChoice'
import type { ModelHost } from './modelHost'
import { Probe, ProbeAborted } from './probe'
import { safeTuning } from './tuning'

/** What is read and what is written for one answer, in tokens: what flash attention is judged by. */
const ANSWER = 256
/** Flash attention must be this much faster: a smaller difference is chance. */
const CLEARLY_FASTER = 1.03
const ROUNDS = 6
const TOKENS_PER_ROUND = 8

/**
 * Measures this computer with the loaded model for some ten seconds, beside its context: the wait for Stop decides the chunks, the time
 * of an answer flash attention. The threads are not measured: that one core less writes no slower, a measurement while the window rests
 * cannot see. Null when aborted.
 */
export async function calibrate(host: ModelHost, signal: AbortSignal): Promise<EngineTuning | null> {
  const probe = new Probe(host, signal)
  const safe = safeTuning(host.device)
  const { readingThreads, writingThreads } = safe
  // Such a model cannot forget its last tokens alone: to measure it would mean to read everything again and again.
  if (host.sequence.needsCheckpoints) return safe
  const reading = (flashAttention: boolean): Promise<ChunkChoice> =>
    probe.on({ readingThreads, flashAttention }, (bench) => chooseChunks(bench, host.contextSize))
  try {
    const off = await reading(false)
    const on = await reading(true)
    const writeMs = await probe.onBoth(readingThreads, (benches) => writingTimes(benches, () => host.useThreads(writingThreads)))
    const answerMs = (choice: ChunkChoice, perToken: number): number => choice.readMs(ANSWER) + ANSWER * perToken
    const flashAttention = answerMs(off, writeMs.off) > CLEARLY_FASTER * answerMs(on, writeMs.on)
    return { ...safe, flashAttention, chunks: (flashAttention ? on : off).chunks }
  } catch (error) {
    if (error instanceof ProbeAborted) return null
    throw error
  }
}

/** Milliseconds per token behind up to ANSWER others, in turns: another program that slows one of them down slows down both. */
async function writingTimes(benches: { off: Bench; on: Bench }, startWriting: () => void): Promise<{ off: number; on: number }> {
  const times = { off: [] as number[], on: [] as number[] }
  const behind = Math.min(ANSWER, benches.off.size - ROUNDS * TOKENS_PER_ROUND - 1) // a small model may have no room for more
  for (const bench of Object.values(benches)) while (bench.position < behind) await bench.read(Math.min(16, behind - bench.position))
  startWriting()
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ['off', 'on'] as const) {
      await pause(1) // two contexts at work in one turn of the loop would share the threads
      for (let token = 0; token < TOKENS_PER_ROUND; token++) times[kind].push(await benches[kind].read(1))
    }
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
  return { off: median(times.off), on: median(times.on) }
}
