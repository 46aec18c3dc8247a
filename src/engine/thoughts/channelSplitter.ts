import { begunMark, type Beginning, type ThoughtSplitter, type Written } from './thoughtSplitter'

/**
 * The format of gpt-oss (https://github.com/openai/harmony): a reply is a series of messages, `<|channel|>NAME<|message|>TEXT<|end|>`, each
 * after the first with `<|start|>assistant` in front. The channel `final` is the text; `analysis` and the others are thoughts. Several messages
 * of one kind are paragraphs. What begins with none of the marks is text.
 */
export class ChannelSplitter implements ThoughtSplitter {
  #place: 'header' | 'thought' | 'text'
  #held = ''
  #kind: Written['kind']
  #written: Record<Written['kind'], boolean>
  #isNewMessage = false
  readonly #message: string
  readonly #end: string
  readonly #channel: string
  readonly #start: string

  /** `told`: how a mark comes, as a token or spelled. */
  constructor(begins: Beginning, told: (mark: string) => string = (mark) => mark) {
    this.#message = told('<|message|>')
    this.#end = told('<|end|>')
    this.#channel = told('<|channel|>')
    this.#start = told('<|start|>')
    this.#place = begins === 'start' ? 'header' : begins === 'text' ? 'text' : 'thought'
    this.#written = { thought: begins === 'thought', text: begins === 'text' }
    this.#kind = this.#place === 'thought' ? 'thought' : 'text'
  }

  get kind(): Written['kind'] {
    return this.#kind
  }

  get next(): Written['kind'] | null {
    return this.#place === 'header' ? null : this.#place
  }

  closeThought(): void {
    this.#held = '' // blanks, or a mark that was begun
    this.#isNewMessage = true
    this.#place = 'text'
  }

  add(text: string): readonly Written[] {
    const wasThought = this.#place === 'thought'
    this.#held += text
    const written: Written[] = []
    for (let found = this.#step(); found !== null; found = this.#step()) if (found.text !== '') written.push(found)
    this.#kind = wasThought || this.#place === 'thought' || (this.#place === 'header' && this.#written.thought) ? 'thought' : 'text'
    return written
  }

  end(): readonly Written[] {
    // Blanks, or a mark that was cut, are no part of a thought that goes on.
    const text = this.#place === 'text' ? this.#shown('text', this.#held) : ''
    this.#held = ''
    return text === '' ? [] : [{ kind: 'text', text }]
  }

  /** Null: nothing more can be told from what is there. */
  #step(): Written | null {
    if (this.#place === 'header') return this.#header()
    const kind = this.#place
    const end = this.#end
    const at = this.#held.indexOf(end)
    const certain = at >= 0 ? at : this.#held.length - begunMark(this.#held, end)
    const text = kind === 'thought' ? this.#held.slice(0, certain).trimEnd() : this.#held.slice(0, certain)
    if (at < 0 && text === '') return null
    this.#held = this.#held.slice(at < 0 ? text.length : at + end.length)
    if (at >= 0) this.#place = 'header'
    return { kind, text: this.#shown(kind, text) }
  }

  #header(): Written | null {
    if (this.#isPlainStart()) {
      this.#place = 'text'
      return { kind: 'text', text: '' }
    }
    const at = this.#held.indexOf(this.#message)
    if (at < 0) return null
    const isFinal = this.#held.slice(0, at).includes(`${this.#channel}final`)
    this.#held = this.#held.slice(at + this.#message.length)
    this.#isNewMessage = true
    this.#place = isFinal ? 'text' : 'thought'
    return { kind: 'text', text: '' }
  }

  #isPlainStart(): boolean {
    const begun = this.#held.trimStart()
    return ![this.#start, this.#channel, this.#message].some((mark) => begun.startsWith(mark) || mark.startsWith(begun))
  }

  // Blanks in front of a message are left out.
  #shown(kind: Written['kind'], text: string): string {
    if (this.#written[kind] && !this.#isNewMessage) return text
    const begun = text.trimStart()
    if (begun === '') return ''
    const shown = this.#written[kind] ? `\n\n${begun}` : begun
    this.#written[kind] = true
    this.#isNewMessage = false
    return shown
  }
}
