import type { DrawingPace, GenerationEvent } from './engine'

/** Milliseconds between two sends: at most thirty a second, so that a model that writes slower than that is sent word by word. */
const BETWEEN = 33
/**
 * Share of that time by which what comes next is sent early, and by which a timer waits longer for it: between two tokens the engine knows that
 * the window draws, in the middle of one it does not.
 */
const LEEWAY = 0.1

type Reading = Extract<GenerationEvent, { kind: 'reading' }>
type Written = Exclude<GenerationEvent, Reading>

/**
 * Coalesces the events of one generation before they go to the main process, because each message wakes a process that may be put on the
 * core where the next token is computed (docs/decisions/0008). The first progress of the prefill, the first thought and the first text go at once. What comes
 * within 33 ms of a send waits for their end and goes together: the newest progress, then what was written, in its order: neighbours of a
 * kind joined, with their newest figures. So the last progress goes before the first text. Where all cores write, the engine asks for a longer
 * time between two sends (`between`).
 */
export class EventPacing implements DrawingPace {
  readonly #send: (event: GenerationEvent) => void
  #reading: Reading | null = null
  #written: Written[] = []
  #kinds = new Set<Written['kind']>()
  #timer: NodeJS.Timeout | null = null
  between = BETWEEN
  sentAt = -Infinity

  constructor(send: (event: GenerationEvent) => void) {
    this.#send = send
  }

  add(event: GenerationEvent): void {
    const isFirstOfKind = event.kind !== 'reading' && !this.#kinds.has(event.kind)
    if (event.kind === 'reading') this.#reading = event
    else this.#append(event)
    const wait = this.sentAt + this.between - performance.now()
    const leeway = event.kind === 'reading' ? 0 : LEEWAY * this.between
    if (isFirstOfKind || wait <= leeway) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), wait + leeway)
  }

  /** Sends what is waiting. To be called before anything that must not overtake it. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const events = [...(this.#reading ? [this.#reading] : []), ...this.#written]
    if (events.length === 0) return
    for (const { kind } of this.#written) this.#kinds.add(kind)
    this.sentAt = performance.now()
    this.#reading = null
    this.#written = []
    for (const event of events) this.#send(event)
  }

  #append(event: Written): void {
    const last = this.#written.at(-1)
    if (last?.kind === event.kind) this.#written[this.#written.length - 1] = { ...event, text: last.text + event.text }
    else this.#written.push(event)
  }
}
