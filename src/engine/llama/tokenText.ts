import type { LlamaModel, Token } from 'node-llama-cpp'

/** Tokens before the newest that the library looks at: they decide about the space in front of it. */
const TRAIL = 48
const NO_CHARACTER = '\uFFFD'

/**
 * Makes text of tokens one by one: a character that is spread over several comes whole with its last one. Bytes that form no character are
 * left out. A special token has no text, unless its written form is part of one of `marks`.
 */
export class TokenText {
  readonly #model: LlamaModel
  readonly #marks: readonly string[]
  #trail: Token[]
  #pending: Token[] = []

  /** `before`: the tokens that the text follows. */
  constructor(model: LlamaModel, before: readonly Token[], marks: readonly string[]) {
    this.#model = model
    this.#marks = marks
    this.#trail = before.slice(-TRAIL)
  }

  add(token: Token): string {
    const tokens = [...this.#pending, token]
    const text = this.#model.detokenize(tokens, false, this.#trail)
    if (text.endsWith(NO_CHARACTER)) {
      this.#pending = tokens
      return ''
    }
    this.#pending = []
    this.#trail = [...this.#trail, ...tokens].slice(-TRAIL)
    return text === '' ? this.#mark(token) : text.replaceAll(NO_CHARACTER, '')
  }

  /** What a character that was never completed stood behind, in one token with its first bytes. */
  end(): string {
    const text = this.#model.detokenize(this.#pending, false, this.#trail).replaceAll(NO_CHARACTER, '')
    this.#pending = []
    return text
  }

  #mark(token: Token): string {
    const written = this.#model.detokenize([token], true)
    return written !== '' && this.#marks.some((mark) => mark.includes(written)) ? written : ''
  }
}
