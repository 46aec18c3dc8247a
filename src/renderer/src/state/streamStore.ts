import type { GenerationEvent } from '../../../shared/contract/events'
import type { GenerationState } from '../../../shared/domain/generation'
import type { GenerationId, MessageId } from '../../../shared/domain/ids'
import { streamStep, type StreamStep } from './streamStep'

/** The time and the page, as the store needs them. Milliseconds. */
export interface StreamClock {
  now(): number
  setTimer(run: () => void, milliseconds: number): number
  clearTimer(timer: number): void
  isHidden(): boolean
}

interface Stream {
  readonly generationId: GenerationId
  readonly messageId: MessageId
  sequence: number
  /** All that has come. */
  text: string
  /** What readers see: `text` as it was at the last flush. */
  shown: string
  hasShownDelta: boolean
}

export interface StreamStore {
  /** The text of a growing message as it is shown; undefined when nothing is growing there. The same string until it is flushed again. */
  read(messageId: MessageId): string | undefined
  subscribe(messageId: MessageId, listener: () => void): () => void
  /** Learns of a running generation and the whole text of its message up to `sequence`. What is known already and newer stays. */
  adopt(generation: GenerationState, text: string): void
  /** Takes in one event. `baseText`: what the message held before this generation. A `gap` changes nothing unless `isLenient`. */
  take(event: GenerationEvent, options: { baseText: string; isLenient: boolean }): StreamStep
  hasEnded(generationId: GenerationId): boolean
  /** Shows at once what has come so far. */
  flush(): void
  reset(): void
}

const BETWEEN_HIDDEN_FLUSHES = 1000 // ms

/**
 * Keeps the text of growing messages outside React. What comes is shown at once: the engine's process sends text at most every 33 ms. While
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

  function begin(place: { generationId: GenerationId; messageId: MessageId; sequence: number }, text: string): Stream {
    const stream: Stream = { ...place, text, shown: text, hasShownDelta: false }
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
      stream.shown = stream.text
      stream.hasShownDelta = true
    }
    for (const stream of changed) tell(stream.messageId)
  }

  function append(stream: Stream, text: string): void {
    stream.text += text
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
    read: (messageId) => byMessage.get(messageId)?.shown,
    subscribe(messageId, listener) {
      const own = listeners.get(messageId) ?? new Set()
      listeners.set(messageId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(messageId) === own) listeners.delete(messageId)
      }
    },
    adopt(generation, text) {
      const known = streams.get(generation.generationId)
      if (ended.has(generation.generationId) || (known && known.sequence > generation.sequence)) return
      if (known) dirty.delete(known)
      const { generationId, messageId, sequence } = generation
      begin({ generationId, messageId, sequence }, text)
      tell(messageId)
    },
    take(event, { baseText, isLenient }) {
      const known = streams.get(event.generationId)
      const step = streamStep(known, ended.has(event.generationId), event)
      if (step === 'drop' || (step === 'gap' && !isLenient)) return step
      if (event.event.kind === 'ended') {
        end(event)
        return step
      }
      const { generationId, messageId, sequence } = event
      const stream = known ?? begin({ generationId, messageId, sequence }, baseText)
      stream.sequence = sequence
      if (event.event.kind === 'delta') append(stream, event.event.text)
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

/** The streams of this window. */
export const streamStore = createStreamStore({
  now: () => performance.now(),
  setTimer: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clearTimer: (timer) => window.clearTimeout(timer),
  isHidden: () => document.hidden
})
