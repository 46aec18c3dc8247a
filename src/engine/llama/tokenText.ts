import type { LlamaModel, Token } from 'node-llama-cpp'
import { TOKEN } from '../thoughts/thoughtSplitter'

/** Tokens before the newest that the library looks at: they decide about the space in front of it. */
const TRAIL = 48
const NO_CHARACTER = '\uFFFD'
/** More than any character has bytes. */
const MOST_PENDING = 8

/**
 * Makes text of tokens one by one: a character that is spread over several comes whole with its last one. Bytes that form no character are
 * left out. A special token has no text, unless it is one of `marks`: that comes as its written form behind `TOKEN`.
 */
export class TokenText {
  readonly #model: LlamaModel
  readonly #marks: ReadonlyMap<Token, string>
  #trail: Token[]
  #pending: Token[] = []

  /** `before`: the tokens that the text follows. */
  constructor(model: LlamaModel, before: readonly Token[], marks: ReadonlyMap<Token, string>) {
    this.#model = model
    this.#marks = marks
    this.#trail = before.slice(-TRAIL)
  }

  add(token: Token): string {
    const mark = this.#marks.get(token)
    if (mark !== undefined) {
      const before = this.end()
      this.#trail = [...this.#trail, token].slice(-TRAIL)
      return before + TOKEN + mark
    }
    const tokens = [...this.#pending, token]
    const text = this.#model.detokenize(tokens, false, this.#trail)
    if (text.endsWith(NO_CHARACTER) && tokens.length < MOST_PENDING) {
      this.#pending = tokens
      return ''
    }
    this.#pending = []
    this.#trail = [...this.#trail, ...tokens].slice(-TRAIL)
    return text.replaceAll(NO_CHARACTER, '')
  }

  /** These tokens stand behind what was added: they are no part of the text. */
  skip(tokens: readonly Token[]): void {
    this.#pending = []
    this.#trail = [...this.#trail, ...tokens].slice(-TRAIL)
  }

  /** What a character that was never completed stood behind, in one token with its first bytes. */
  end(): string {
    const text = this.#model.detokenize(this.#pending, false, this.#trail).replaceAll(NO_CHARACTER, '')
    this.#pending = []
    return text
  }
}
