import { begunMark, type Beginning, type ThoughtSplitter, type Written } from './thoughtSplitter'

const MESSAGE = '<|message|>'
const END = '<|end|>'
const START = '<|start|>'
const FINAL = '<|channel|>final'

/**
 * The format of gpt-oss (https://github.com/openai/harmony): a reply is a series of messages, `<|channel|>NAME<|message|>TEXT<|end|>`, each
 * after the first with `<|start|>assistant` in front. The channel `final` is the text; `analysis` and the others are thoughts. What begins
 * with none of its marks is text.
 */
export class ChannelSplitter implements ThoughtSplitter {
  #place: 'header' | 'thought' | 'text'
  #held = ''
  #kind: Written['kind']
  #written: Record<Written['kind'], boolean>

  constructor(begins: Beginning) {
    this.#place = begins === 'start' ? 'header' : begins === 'text' ? 'text' : 'thought'
    this.#written = { thought: begins === 'thought', text: begins === 'text' }
    this.#kind = this.#place === 'thought' ? 'thought' : 'text'
  }

  get kind(): Written['kind'] {
    return this.#kind
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
    const at = this.#held.indexOf(END)
    const certain = at >= 0 ? at : this.#held.length - begunMark(this.#held, END)
    const text = kind === 'thought' ? this.#held.slice(0, certain).trimEnd() : this.#held.slice(0, certain)
    if (at < 0 && text === '') return null
    this.#held = this.#held.slice(at < 0 ? text.length : at + END.length)
    if (at >= 0) this.#place = 'header'
    return { kind, text: this.#shown(kind, text) }
  }

  #header(): Written | null {
    if (this.#isPlainStart()) {
      this.#place = 'text'
      return { kind: 'text', text: '' }
    }
    const at = this.#held.indexOf(MESSAGE)
    if (at < 0) return null
    const isFinal = this.#held.slice(0, at).includes(FINAL)
    this.#held = this.#held.slice(at + MESSAGE.length)
    this.#place = isFinal ? 'text' : 'thought'
    return { kind: 'text', text: '' }
  }

  #isPlainStart(): boolean {
    const begun = this.#held.trimStart()
    return ![START, '<|channel|>', MESSAGE].some((mark) => begun.startsWith(mark) || mark.startsWith(begun))
  }

  // Several messages of one kind are paragraphs; blank lines in front of the first are left out.
  #shown(kind: Written['kind'], text: string): string {
    const shown = this.#written[kind] ? text : text.trimStart()
    this.#written[kind] ||= shown !== ''
    return shown
  }
}
