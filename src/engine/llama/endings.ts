import type { LlamaModel, LlamaText, Token } from 'node-llama-cpp'
import { begunMark } from '../thoughts/thoughtSplitter'

/** What ends a reply: a token, or a text where the vocabulary has no token for it. Neither is part of the reply. */
export class Endings {
  readonly #model: LlamaModel
  readonly #tokens: ReadonlySet<Token>
  readonly #texts: readonly string[]
  #held = ''
  #hasEnded = false

  /** `triggers`: of the chat format. */
  constructor(model: LlamaModel, triggers: readonly LlamaText[]) {
    const resolved = triggers.map((trigger) => ({ trigger, tokens: trigger.tokenize(model.tokenizer, 'trimLeadingSpace') }))
    const isToken = ({ tokens: [first, ...rest] }: { tokens: Token[] }): boolean =>
      first !== undefined && rest.length === 0 && model.isSpecialToken(first)
    this.#model = model
    this.#tokens = new Set(resolved.filter(isToken).flatMap(({ tokens }) => tokens))
    this.#texts = resolved.flatMap((ending) => (isToken(ending) ? [] : [ending.trigger.toString()])).filter((text) => text !== '')
  }

  isEnd(token: Token): boolean {
    return this.#tokens.has(token) || this.#model.isEogToken(token)
  }

  /** Text that is certain to be part of the reply: what may become an ending is held back. `ends`: an ending stood behind it. */
  add(text: string): { text: string; ends: boolean } {
    const all = this.#held + text
    const found = this.#texts.map((ending) => all.indexOf(ending)).filter((at) => at >= 0)
    if (found.length > 0) {
      this.#hasEnded = true
      return { text: all.slice(0, Math.min(...found)), ends: true }
    }
    const certain = all.length - Math.max(0, ...this.#texts.map((ending) => begunMark(all, ending)))
    this.#held = all.slice(certain)
    return { text: all.slice(0, certain), ends: false }
  }

  /** What was held back, with the last of the text: no ending comes of it. Empty behind an ending. */
  rest(last: string): string {
    const held = this.#hasEnded ? '' : this.#held + last
    this.#held = ''
    return held
  }
}
