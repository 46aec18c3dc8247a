import type { LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import { TextEndings } from '../textEndings'

/** What ends a reply: a token, or a text where the vocabulary has no token for it. Neither is part of the reply. */
export class Endings {
  readonly #model: LlamaModel
  readonly #tokens: ReadonlySet<Token>
  readonly #texts: TextEndings

  /** `triggers`: of the chat format. */
  constructor(model: LlamaModel, triggers: readonly LlamaText[]) {
    const resolved = triggers.map((trigger) => ({ trigger, tokens: trigger.tokenize(model.tokenizer, 'trimLeadingSpace') }))
    const isToken = ({ tokens: [first, ...rest] }: { tokens: Token[] }): boolean =>
      first !== undefined && rest.length === 0 && model.isSpecialToken(first)
    this.#model = model
    this.#tokens = new Set(resolved.filter(isToken).flatMap(({ tokens }) => tokens))
    this.#texts = new TextEndings(resolved.flatMap((ending) => (isToken(ending) ? [] : [ending.trigger.toString()])))
  }

  isEnd(token: Token): boolean {
    return this.#tokens.has(token) || this.#model.isEogToken(token)
  }

  /** Text that is certain to be part of the reply: what may become an ending is held back. `ends`: an ending stood behind it. */
  add(text: string): { text: string; ends: boolean } {
    return { text: this.#texts.add(text), ends: this.#texts.hasEnded }
  }

  /** What was held back, with the last of the text: no ending comes of it. Empty behind an ending. */
  rest(last: string): string {
    return this.#texts.hasEnded ? '' : this.#texts.rest() + last
  }
}
