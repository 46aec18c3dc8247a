import type { GenerationEvent } from '../../../shared/contract/events'
import type { GenerationPhase, GenerationState } from '../../../shared/domain/generation'
import type { AssistantMessage } from '../../../shared/domain/message'
import type { EventPublisher } from '../eventHub'
import type { Clock } from '../async/clock'

const BETWEEN_NUMBERS = 450 // ms between two numbers of tokens written

/** Tokens, and tokens per second of this generation; null before that can be told. */
interface Numbers {
  readonly tokens: number
  readonly tokensPerSecond: number | null
}

type Ids = Pick<GenerationState, 'generationId' | 'conversationId' | 'messageId'>

/**
 * The events of one generation, by the stream rules of docs/ARCHITECTURE.md: numbered without a gap; after `stop` was aborted the phase
 * `stopping` and then nothing but `ended`; `ended` once, last. Text is published as it comes: engines coalesce it.
 */
export class GenerationStream {
  readonly #ids: Ids
  readonly #stop: AbortSignal
  readonly #events: EventPublisher
  readonly #clock: Clock
  #sequence = 0
  #phase: GenerationPhase
  #numbersAt = -Infinity
  #hasEnded = false

  constructor(ids: Ids, phase: GenerationPhase, stop: AbortSignal, ports: { events: EventPublisher; clock: Clock }) {
    this.#ids = ids
    this.#phase = phase
    this.#stop = stop
    this.#events = ports.events
    this.#clock = ports.clock
    stop.addEventListener('abort', () => this.#publishPhase({ kind: 'stopping' }), { once: true })
  }

  get state(): GenerationState {
    return { ...this.#ids, sequence: this.#sequence, phase: this.#phase }
  }

  showPhase(phase: GenerationPhase): void {
    if (!this.#stop.aborted) this.#publishPhase(phase)
  }

  /** To append to the thought. `tokens`: of the thought so far. */
  thought(text: string, ms: number, numbers: Numbers): void {
    if (this.#stop.aborted) return
    this.#showNumbers({ kind: 'thinking', ...numbers })
    this.#publish({ kind: 'thought', text, ms })
  }

  /** Text to append. `tokens`: of the whole reply so far. */
  text(text: string, numbers: Numbers): void {
    if (this.#stop.aborted) return
    this.#showNumbers({ kind: 'writing', ...numbers })
    this.#publish({ kind: 'delta', text })
  }

  /** `message`: the reply as it was saved. A second call is a bug. */
  end(message: AssistantMessage): void {
    if (this.#hasEnded) throw new Error('A generation ended twice')
    this.#publish({ kind: 'ended', message })
    this.#hasEnded = true
  }

  #showNumbers(phase: Extract<GenerationPhase, Numbers>): void {
    if (phase.kind === this.#phase.kind && this.#clock.monotonic() - this.#numbersAt < BETWEEN_NUMBERS) return
    this.#numbersAt = this.#clock.monotonic()
    this.#publishPhase(phase)
  }

  #publishPhase(phase: GenerationPhase): void {
    this.#phase = phase
    this.#publish({ kind: 'phase', phase })
  }

  #publish(event: GenerationEvent['event']): void {
    if (this.#hasEnded) return
    this.#sequence += 1
    this.#events.emit('generation.event', { ...this.#ids, sequence: this.#sequence, event })
  }
}
