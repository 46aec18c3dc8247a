import type { GenerationEvent } from './engine'

/** As long as a page lets pass between two commits of a growing text. Milliseconds. */
const BETWEEN = 33

type TextEvent = Extract<GenerationEvent, { kind: 'text' }>

/**
 * Gathers what a model writes before it goes to the other process: the first text goes at once, later ones joined to one every 33 ms.
 * Each message wakes a process that may be on the core where the next token is computed (docs/decisions/0008).
 */
export class TextGathering {
  #text = ''
  #tokens = 0
  #timer: NodeJS.Timeout | null = null
  #sentAt = -Infinity

  constructor(private readonly send: (event: TextEvent) => void) {}

  add({ text, tokens }: TextEvent): void {
    this.#text += text
    this.#tokens += tokens
    const wait = this.#sentAt + BETWEEN - performance.now()
    if (wait <= 0) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), wait)
  }

  /** Sends what is waiting. To be called before anything that must not overtake it. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#text === '') return
    this.#sentAt = performance.now()
    const event: TextEvent = { kind: 'text', text: this.#text, tokens: this.#tokens }
    this.#text = ''
    this.#tokens = 0
    this.send(event)
  }
}
