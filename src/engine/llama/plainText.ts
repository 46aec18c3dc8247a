import type { LlamaModel, LlamaText, SpecialToken, Token, Tokenizer } from 'node-llama-cpp'
import type { Library } from './library'

type LlamaTextValue = LlamaText['values'][number]

/** llama.cpp's number for vocabulary entries that are recognized in every text, also in one that may hold no special tokens. */
export const USER_DEFINED: number = 4

/** Texts by their first character, so that one look at a character rules nearly all of them out. */
export class Marks {
  readonly #lengths = new Map<string, number[]>()
  readonly #texts: ReadonlySet<string>

  /** One character alone and white space are left out: the first cannot be written in another way, the second is what anybody types. */
  constructor(texts: Iterable<string>) {
    this.#texts = new Set([...texts].filter((text) => [...text].length > 1 && text.trim() !== ''))
    for (const text of this.#texts) {
      const lengths = this.#lengths.get(text.charAt(0)) ?? []
      if (!lengths.includes(text.length)) this.#lengths.set(text.charAt(0), [...lengths, text.length])
    }
  }

  /** Cuts every mark in a text, also one within another: no part holds a whole one. The parts joined are the text. */
  cut(text: string): string[] {
    const parts: string[] = []
    let begin = 0
    for (let at = 0; at < text.length; at++) {
      const lengths = this.#lengths.get(text.charAt(at))
      if (!lengths?.some((length) => this.#texts.has(text.slice(at, at + length)))) continue
      const end = at + String.fromCodePoint(text.codePointAt(at) ?? 0).length
      parts.push(text.slice(begin, end))
      begin = end
    }
    return [...parts, text.slice(begin)]
  }
}

/** The entries of a vocabulary that llama.cpp makes of their written form in any text (type 4, which many converters use for marks). */
export function marksOf(model: LlamaModel): Marks {
  const types: readonly number[] = model.fileInfo.metadata.tokenizer?.ggml?.token_type ?? []
  const tokens = types.flatMap((type, id) => (type === USER_DEFINED ? [id as Token] : []))
  return new Marks(tokens.map((token) => model.detokenize([token], true)))
}

/**
 * Makes plain text of a prompt nothing but text: where it holds a mark, the mark is tokenized in two parts, so that its token cannot come
 * of it. Text that the format wrote as special stays as it is.
 */
export function plainTextWithout(marks: Marks, library: Library): (prompt: LlamaText) => LlamaText {
  // The library joins neighbouring strings before it tokenizes them; a value of this kind it leaves alone.
  class Part extends library.SpecialToken {
    constructor(readonly text: string) {
      super(text as SpecialToken['value'])
    }
    override tokenize(tokenizer: Tokenizer): Token[] {
      return tokenizer(this.text, false, 'trimLeadingSpace')
    }
  }
  const withoutMarks = (value: LlamaTextValue): LlamaTextValue[] => {
    if (typeof value !== 'string') return [value]
    const [first = '', ...rest] = marks.cut(value)
    return [first, ...rest.map((part) => new Part(part))]
  }
  return (prompt) => library.LlamaText(prompt.values.flatMap(withoutMarks))
}
