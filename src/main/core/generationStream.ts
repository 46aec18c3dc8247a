import type { GenerationEvent } from '../../shared/contract/events'
import type { GenerationPhase, GenerationState } from '../../shared/domain/generation'
import type { AssistantMessage } from '../../shared/domain/message'
import type { Clock } from './ports/clock'
import type { EventPublisher } from './eventHub'

const FRAME = 16 // ms between two deltas, or two numbers of tokens read
const NUMBERS = 250 // ms between two numbers of tokens written

type Ids = Pick<GenerationState, 'generationId' | 'conversationId' | 'messageId'>

/**
 * The events of one generation, by the stream rules of docs/ARCHITECTURE.md: numbered without a gap, the first text at once, later ones
 * merged to one delta per frame, `stopping` closes the gate for everything but `ended`, and `ended` comes once, last.
 */
export class GenerationStream {
  readonly #ids: Ids
  readonly #events: EventPublisher
  readonly #clock: Clock
  #sequence = 0
  #phase: GenerationPhase
  #sentText = ''
  #pendingText = ''
  #pendingPhase: GenerationPhase | null = null
  #cancelFrame: (() => void) | null = null
  #numbersAt = -Infinity
  #gate: 'open' | 'stopping' | 'ended' = 'open'

  constructor(ids: Ids, phase: GenerationPhase, ports: { events: EventPublisher; clock: Clock }) {
    this.#ids = ids
    this.#phase = phase
    this.#events = ports.events
    this.#clock = ports.clock
  }

  get state(): GenerationState {
    return { ...this.#ids, sequence: this.#sequence, phase: this.#phase }
  }

  /** All deltas up to `state.sequence`, joined. */
  get sentText(): string {
    return this.#sentText
  }

  /** At once. */
  showPhase(phase: GenerationPhase): void {
    if (this.#gate !== 'open') return
    this.#pendingPhase = null
    this.#sendPhase(phase)
  }

  /** Prompt tokens known to the engine, of all; at most once per frame, the newest numbers win. */
  reading(done: number, total: number): void {
    if (this.#gate !== 'open') return
    this.#pendingPhase = { kind: 'reading', done, total }
    if (!this.#cancelFrame) this.#frame()
  }

  /** Text to append. `tokens` and `tokensPerSecond`: of the whole reply so far. */
  text(text: string, tokens: number, tokensPerSecond: number | null): void {
    if (this.#gate !== 'open') return
    const isFirst = this.#sentText === '' && this.#pendingText === ''
    this.#pendingText += text
    this.#pendingPhase = { kind: 'writing', tokens, tokensPerSecond }
    if (isFirst || !this.#cancelFrame) this.#frame()
  }

  /** Sends what is still waiting for its frame. */
  flush(): void {
    if (this.#gate === 'open') this.#send()
  }

  /** What has not been sent is discarded; nothing but `end` follows. */
  stop(): void {
    if (this.#gate !== 'open') return
    this.#close('stopping')
    this.#sendPhase({ kind: 'stopping' })
  }

  /** `message` is saved, and the whole truth. A second call is a bug. */
  end(message: AssistantMessage): void {
    if (this.#gate === 'ended') throw new Error('A generation ended twice')
    this.#close('ended')
    this.#emit({ kind: 'ended', message })
  }

  // Sends now, and again after a frame if there is something by then.
  #frame(): void {
    this.#cancelFrame?.()
    this.#cancelFrame = null
    if (!this.#send()) return
    this.#cancelFrame = this.#clock.after(FRAME, () => {
      this.#cancelFrame = null
      this.#frame()
    })
  }

  #send(): boolean {
    const phase = this.#pendingPhase
    const text = this.#pendingText
    this.#pendingText = ''
    if (phase && this.#isDue(phase)) {
      this.#pendingPhase = null
      this.#sendPhase(phase)
    }
    if (text !== '') {
      this.#sentText += text
      this.#emit({ kind: 'delta', text })
    }
    return phase?.kind === 'reading' || text !== ''
  }

  #isDue(phase: GenerationPhase): boolean {
    return phase.kind !== 'writing' || this.#clock.monotonic() - this.#numbersAt >= NUMBERS
  }

  #sendPhase(phase: GenerationPhase): void {
    this.#phase = phase
    if (phase.kind === 'writing') this.#numbersAt = this.#clock.monotonic()
    this.#emit({ kind: 'phase', phase })
  }

  #close(gate: 'stopping' | 'ended'): void {
    this.#gate = gate
    this.#pendingText = ''
    this.#pendingPhase = null
    this.#cancelFrame?.()
    this.#cancelFrame = null
  }

  #emit(event: GenerationEvent['event']): void {
    this.#sequence += 1
    this.#events.emit('generation.event', { ...this.#ids, sequence: this.#sequence, event })
  }
}
