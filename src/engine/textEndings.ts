import { begunMark } from './thoughts/thoughtSplitter'

/** Texts that end a text which comes in pieces. What may become one of them is held back, and none of them is part of the text. */
export class TextEndings {
  readonly #endings: readonly string[]
  #held = ''
  #hasEnded = false

  constructor(endings: readonly string[]) {
    this.#endings = endings.filter((ending) => ending !== '')
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** What is certain to be part of the text. Nothing is added behind an ending. */
  add(text: string): string {
    const all = this.#held + text
    const found = this.#endings.map((ending) => all.indexOf(ending)).filter((at) => at >= 0)
    if (found.length > 0) {
      this.#hasEnded = true
      this.#held = ''
      return all.slice(0, Math.min(...found))
    }
    const certain = all.length - Math.max(0, ...this.#endings.map((ending) => begunMark(all, ending)))
    this.#held = all.slice(certain)
    return all.slice(0, certain)
  }

  /** What was held back: no ending comes of it. */
  rest(): string {
    const held = this.#held
    this.#held = ''
    return held
  }
}
