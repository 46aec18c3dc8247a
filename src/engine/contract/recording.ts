import { balanced } from '../../shared/domain/recommendedSettings'
import type { GenerationSettings } from '../../shared/domain/generationSettings'
import type { EngineTuning } from '../tuning/engineTuning'
import type { Engine, GenerationEvent, GenerationResult, Prompt, SeededSampling } from '../engine'

/** More threads than cores that are free make each token wait, and tests run beside each other. */
export const oneThread: EngineTuning = {
  offloads: false,
  readingThreads: 1,
  pinnedWritingThreads: 1,
  flashAttention: false,
  chunks: [{ from: 0, size: 32 }]
}

/**
 * Names of standard scripts; `long` has a context of 512 tokens, `loop` never ends, `thinking` thinks before it answers, `thoughtLoop` never
 * ends its thought, `variables` has a template that reads `tone`.
 */
export type ScriptName = 'plain' | 'long' | 'loop' | 'thinking' | 'thoughtLoop' | 'variables'

export const greedy: SeededSampling = { ...balanced, temperature: 0, repeatPenalty: 1, seed: 1 }

export const asks = (text: string): Prompt => [{ role: 'user', text }]
export const begunReply = (prompt: Prompt, reply: string): Prompt => [...prompt, { role: 'assistant', text: reply }]
export const follows = (prompt: Prompt, reply: string, next: string): Prompt => [...begunReply(prompt, reply), { role: 'user', text: next }]

export interface Recording {
  result: GenerationResult
  events: readonly GenerationEvent[]
  /** The text events, joined. */
  text: string
}

interface RecordOptions {
  settings?: Partial<GenerationSettings>
  signal?: AbortSignal
  endThought?: AbortSignal
  /** Called after each event with its number, from 1. */
  onEvent?: (event: GenerationEvent, number: number) => void
}

export const textOf = (events: readonly GenerationEvent[]): string =>
  events.map((event) => (event.kind === 'text' ? event.text : '')).join('')

/** The thought events, joined. */
export const thoughtOf = (events: readonly GenerationEvent[]): string =>
  events.map((event) => (event.kind === 'thought' ? event.text : '')).join('')

/** Generates and keeps all that was reported. */
export async function record(engine: Engine, prompt: Prompt, options: RecordOptions = {}): Promise<Recording> {
  const events: GenerationEvent[] = []
  const result = await engine.generate(
    prompt,
    { ...greedy, ...options.settings, seed: options.settings?.seed ?? greedy.seed },
    {
      signal: options.signal ?? new AbortController().signal,
      endThought: options.endThought,
      onEvent: (event) => {
        events.push(event)
        options.onEvent?.(event, events.length)
      }
    }
  )
  return { result, events, text: textOf(events) }
}

/** Aborts at the first event that `when` is true for. */
export async function recordUntil(
  engine: Engine,
  prompt: Prompt,
  when: (event: GenerationEvent, number: number) => boolean
): Promise<Recording> {
  const abort = new AbortController()
  return record(engine, prompt, { signal: abort.signal, onEvent: (event, number) => when(event, number) && abort.abort() })
}
