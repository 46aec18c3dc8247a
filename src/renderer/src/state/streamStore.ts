import type { GenerationEvent } from '../../../shared/contract/events'
import type { GenerationState } from '../../../shared/domain/generation'
import type { GenerationId, MessageId } from '../../../shared/domain/ids'
import type { Message, Thought } from '../../../shared/domain/message'
import { streamStep, type StreamStep } from './streamStep'

/** The time and the page, as the store needs them. Milliseconds. */
export interface StreamClock {
  now(): number
  setTimer(run: () => void, milliseconds: number): number
  clearTimer(timer: number): void
  isHidden(): boolean
}

/** What is shown of a thought. */
export type ShownThought = Pick<Thought, 'text' | 'ms'>

/** What a reply has written so far. */
export interface Written {
  readonly text: string
  readonly thought: ShownThought | null
}

/** What a message has when its stream begins; one that is not known here has nothing. */
export const writtenIn = (message: Message | undefined): Written =>
  message?.role === 'assistant' ? { text: message.text, thought: message.thought } : { text: '', thought: null }

interface Stream {
  readonly generationId: GenerationId
  readonly messageId: MessageId
  sequence: number
  /** All that has come. */
  written: Written
  /** What readers see: `written` as it was at the last flush. */
  shown: Written
  hasShownDelta: boolean
}

export interface StreamStore {
  /** The text of a growing message as it is shown; undefined when nothing is growing there. The same string until it is flushed again. */
  read(messageId: MessageId): string | undefined
  /** The same of its thought; null while it has none. */
  readThought(messageId: MessageId): ShownThought | null | undefined
  subscribe(messageId: MessageId, listener: () => void): () => void
  /** Learns of a running generation and all that its message has up to `sequence`. What is known already and newer stays. */
  adopt(generation: GenerationState, written: Written): void
  /** Takes in one event. `base`: what the message held before this generation. A `gap` changes nothing unless `isLenient`. */
  take(event: GenerationEvent, options: { base: Written; isLenient: boolean }): StreamStep
  hasEnded(generationId: GenerationId): boolean
  /** Shows at once what has come so far. */
  flush(): void
  reset(): void
}

const BETWEEN_HIDDEN_FLUSHES = 1000 // ms

/**
 * Keeps what growing messages have, text and thought, outside React. What comes is shown at once: the engine's process sends text at most every 33 ms. While
 * the page is hidden nobody reads, and it is shown once a second; the first delta of a stream and its end are shown at once even then.
 */
export function createStreamStore(clock: StreamClock): StreamStore {
  const streams = new Map<GenerationId, Stream>()
  const byMessage = new Map<MessageId, Stream>()
  const ended = new Set<GenerationId>()
  const listeners = new Map<MessageId, Set<() => void>>()
  const dirty = new Set<Stream>()
  let lastFlush = Number.NEGATIVE_INFINITY
  let timer: number | null = null

  const tell = (messageId: MessageId): void => listeners.get(messageId)?.forEach((listener) => listener())

  function begin(place: { generationId: GenerationId; messageId: MessageId; sequence: number }, { text, thought }: Written): Stream {
    const written = { text, thought }
    const stream: Stream = { ...place, written, shown: written, hasShownDelta: false }
    streams.set(place.generationId, stream)
    byMessage.set(place.messageId, stream)
    return stream
  }

  function flush(): void {
    if (timer !== null) clock.clearTimer(timer)
    timer = null
    lastFlush = clock.now()
    const changed = [...dirty]
    dirty.clear()
    for (const stream of changed) {
      stream.shown = stream.written
      stream.hasShownDelta = true
    }
    for (const stream of changed) tell(stream.messageId)
  }

  function grow(stream: Stream, written: Written): void {
    stream.written = written
    dirty.add(stream)
    const due = stream.hasShownDelta && clock.isHidden() ? lastFlush + BETWEEN_HIDDEN_FLUSHES - clock.now() : 0
    if (due <= 0) flush()
    else timer ??= clock.setTimer(flush, due)
  }

  function end(event: GenerationEvent): void {
    const stream = streams.get(event.generationId)
    ended.add(event.generationId)
    streams.delete(event.generationId)
    if (!stream) return
    dirty.delete(stream)
    // Another generation may continue the same message by now; its stream stays.
    if (byMessage.get(stream.messageId) === stream) byMessage.delete(stream.messageId)
    flush()
    tell(stream.messageId)
  }

  return {
    read: (messageId) => byMessage.get(messageId)?.shown.text,
    readThought: (messageId) => byMessage.get(messageId)?.shown.thought,
    subscribe(messageId, listener) {
      const own = listeners.get(messageId) ?? new Set()
      listeners.set(messageId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(messageId) === own) listeners.delete(messageId)
      }
    },
    adopt(generation, written) {
      const known = streams.get(generation.generationId)
      if (ended.has(generation.generationId) || (known && known.sequence > generation.sequence)) return
      if (known) dirty.delete(known)
      const { generationId, messageId, sequence } = generation
      begin({ generationId, messageId, sequence }, written)
      tell(messageId)
    },
    take(event, { base, isLenient }) {
      const known = streams.get(event.generationId)
      const step = streamStep(known, ended.has(event.generationId), event)
      if (step === 'drop' || (step === 'gap' && !isLenient)) return step
      if (event.event.kind === 'ended') {
        end(event)
        return step
      }
      const { generationId, messageId, sequence } = event
      const stream = known ?? begin({ generationId, messageId, sequence }, base)
      stream.sequence = sequence
      if (event.event.kind !== 'phase') grow(stream, grown(stream.written, event.event))
      return step
    },
    hasEnded: (generationId) => ended.has(generationId),
    flush,
    reset() {
      if (timer !== null) clock.clearTimer(timer)
      timer = null
      lastFlush = Number.NEGATIVE_INFINITY
      for (const collection of [streams, byMessage, ended, dirty]) collection.clear()
    }
  }
}

type Growth = Exclude<GenerationEvent['event'], { kind: 'phase' | 'ended' }>

function grown({ text, thought }: Written, growth: Growth): Written {
  if (growth.kind === 'delta') return { text: text + growth.text, thought }
  return { text, thought: { text: (thought?.text ?? '') + growth.text, ms: growth.ms } }
}

/** The streams of this window. */
export const streamStore = createStreamStore({
  now: () => performance.now(),
  setTimer: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clearTimer: (timer) => window.clearTimeout(timer),
  isHidden: () => document.hidden
})
