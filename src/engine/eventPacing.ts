import type { GenerationEvent } from './engine'

/** Milliseconds between two sends: at most thirty a second, so that a model that writes slower than that is sent word by word. */
const BETWEEN = 33

type Reading = Extract<GenerationEvent, { kind: 'reading' }>
type Text = Extract<GenerationEvent, { kind: 'text' }>

/**
 * Coalesces the events of one generation before they go to the main process, because each message wakes a process that may be put on the
 * core where the next token is computed (docs/decisions/0008). The first progress of the prefill and the first text go at once. What comes
 * within 33 ms of a send waits for their end and goes together: the newest progress, then the texts joined, with their newest figures. So
 * the last progress goes before the first text.
 */
export class EventPacing {
  readonly #send: (event: GenerationEvent) => void
  #reading: Reading | null = null
  #text: Text | null = null
  #hasText = false
  #timer: NodeJS.Timeout | null = null
  #sentAt = -Infinity

  constructor(send: (event: GenerationEvent) => void) {
    this.#send = send
  }

  add(event: GenerationEvent): void {
    const isFirstText = event.kind === 'text' && !this.#hasText
    if (event.kind === 'reading') this.#reading = event
    else this.#text = { ...event, text: `${this.#text?.text ?? ''}${event.text}` }
    const wait = this.#sentAt + BETWEEN - performance.now()
    if (isFirstText || wait <= 0) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), wait)
  }

  /** Sends what is waiting. To be called before anything that must not overtake it. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const events = [this.#reading, this.#text].filter((event) => event !== null)
    if (events.length === 0) return
    this.#hasText ||= this.#text !== null
    this.#sentAt = performance.now()
    this.#reading = null
    this.#text = null
    for (const event of events) this.#send(event)
  }
}
