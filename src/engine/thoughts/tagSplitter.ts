import { begunMark, type Beginning, type ThoughtSplitter, type Written } from './thoughtSplitter'

/** What a thought stands between, for example `<think>` and `</think>`. */
export interface ThoughtTags {
  readonly open: string
  readonly close: string
}

/** White space in front of a reply that may still be followed by a thought, in UTF-16 units. */
const BLANK_START = 64

/**
 * A thought is what stands between the tags at the beginning of a reply. Behind it, and in a reply that begins with anything but white
 * space, the tags are text. White space at both ends of a thought, and between it and the text, is left out.
 */
export class TagSplitter implements ThoughtSplitter {
  readonly #tags: ThoughtTags
  #place: 'start' | 'thought' | 'gap' | 'text'
  #held = ''
  #hasThought = false
  #kind: Written['kind']

  constructor(tags: ThoughtTags, begins: Beginning) {
    this.#tags = tags
    this.#place = begins === 'opened' ? 'thought' : begins
    this.#hasThought = begins === 'thought'
    this.#kind = this.#place === 'thought' ? 'thought' : 'text'
  }

  get kind(): Written['kind'] {
    return this.#kind
  }

  get next(): Written['kind'] {
    return this.#place === 'thought' ? 'thought' : 'text'
  }

  closeThought(): void {
    this.#held = '' // blanks, or a mark that was begun
    this.#place = 'gap'
  }

  add(text: string): readonly Written[] {
    const wasThought = this.#place === 'thought'
    this.#held += text
    const written: Written[] = []
    let place
    do {
      place = this.#place
      const found = this.#step()
      if (found !== null && found.text !== '') written.push(found)
    } while (place !== this.#place)
    this.#kind = wasThought || this.#place === 'thought' ? 'thought' : 'text'
    return written
  }

  end(): readonly Written[] {
    if (this.#place === 'thought' || this.#place === 'gap') this.#held = '' // blanks, or a mark that was cut: no part of a thought that goes on
    const text = this.#take(this.#held.length)
    return text === '' ? [] : [{ kind: 'text', text }]
  }

  #step(): Written | null {
    switch (this.#place) {
      case 'start':
        return this.#start()
      case 'thought':
        return this.#inThought()
      case 'gap':
        this.#held = this.#held.trimStart()
        if (this.#held !== '') this.#place = 'text'
        return null
      case 'text':
        return { kind: 'text', text: this.#take(this.#held.length) }
    }
  }

  #start(): null {
    const { open } = this.#tags
    const begun = this.#held.trimStart()
    if (begun.startsWith(open)) {
      this.#held = begun.slice(open.length)
      this.#place = 'thought'
    } else if (!open.startsWith(begun) || this.#held.length > BLANK_START + open.length) {
      this.#place = 'text'
    }
    return null
  }

  #inThought(): Written {
    const { close } = this.#tags
    const at = this.#held.indexOf(close)
    if (at >= 0) {
      const text = this.#thought(this.#take(at).trimEnd())
      this.#take(close.length)
      this.#place = 'gap'
      return { kind: 'thought', text }
    }
    const certain = this.#held.slice(0, this.#held.length - begunMark(this.#held, close)).trimEnd()
    return { kind: 'thought', text: this.#thought(this.#take(certain.length)) }
  }

  #thought(text: string): string {
    const shown = this.#hasThought ? text : text.trimStart()
    this.#hasThought ||= shown !== ''
    return shown
  }

  #take(length: number): string {
    const taken = this.#held.slice(0, length)
    this.#held = this.#held.slice(length)
    return taken
  }
}
