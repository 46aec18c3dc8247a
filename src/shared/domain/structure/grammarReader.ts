import { GrammarError, type Alternatives, type GrammarFault, type GrammarItem, type GrammarRule } from './grammar'

/** How often llama.cpp lets something be repeated by a number: it writes all of it out. */
const MOST_REPETITIONS = 2000

/** Groups in groups: reading them takes the stack. */
const DEEPEST = 100

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }
const ESCAPED = 'trn\\"[]'

/**
 * Reads a grammar as llama.cpp does (GBNF, https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md), because the library keeps to
 * itself what it finds wrong and where. Tokens in `<…>` are not known. Throws a GrammarError.
 */
export class GrammarReader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  /** By name; of two with one name the last counts. */
  rules(): Map<string, GrammarRule> {
    const rules = new Map<string, GrammarRule>()
    this.#space(true)
    while (!this.#isAtEnd) {
      const at = this.#at
      const name = this.#name()
      this.#space(false)
      if (!this.#skip('::=')) this.#fail({ kind: 'definitionExpected', found: this.#found })
      this.#space(true)
      rules.set(name, { at, alternatives: this.#alternatives(false) })
      if (!this.#isAtEnd && !this.#skip('\r\n') && !this.#skip('\r') && !this.#skip('\n'))
        this.#fail({ kind: 'lineEndExpected', found: this.#found })
      this.#space(true)
    }
    return rules
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  get #next(): string {
    return this.#text.charAt(this.#at)
  }

  /** The character here, whole. */
  get #found(): string {
    const code = this.#text.codePointAt(this.#at)
    return code === undefined ? '' : String.fromCodePoint(code)
  }

  #fail(fault: GrammarFault, at = this.#at): never {
    throw new GrammarError(fault, at)
  }

  #skip(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  /** Blanks and comments; `lines`: line breaks too. */
  #space(lines: boolean): void {
    const pattern = lines ? /(?:[ \t\r\n]|#[^\r\n]*)*/y : /(?:[ \t]|#[^\r\n]*)*/y
    this.#at += this.#match(pattern).length
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0] ?? ''
  }

  #name(): string {
    const name = this.#match(/[a-zA-Z0-9-]+/y)
    if (name === '') this.#fail({ kind: 'nameExpected', found: this.#found })
    this.#at += name.length
    return name
  }

  #alternatives(isNested: boolean): Alternatives {
    const alternatives = [this.#sequence(isNested)]
    while (this.#skip('|')) {
      this.#space(true)
      alternatives.push(this.#sequence(isNested))
    }
    return alternatives
  }

  #sequence(isNested: boolean): readonly GrammarItem[] {
    const items: GrammarItem[] = []
    for (let item = this.#item(items); item !== null; item = this.#item(items)) {
      items.push(item)
      this.#space(isNested)
    }
    return items
  }

  /** Null where the sequence ends. A sign of repetition takes the item before it out of `items` and puts itself in its place. */
  #item(items: GrammarItem[]): GrammarItem | null {
    const at = this.#at
    switch (this.#next) {
      case '"':
        return this.#literal()
      case '[':
        return this.#characters()
      case '.':
        this.#at += 1
        return { kind: 'characters' }
      case '(':
        return this.#group()
      case '*':
      case '+':
      case '?':
      case '{': {
        const sign = this.#next
        const repeated = items.pop()
        if (!repeated || repeated.kind === 'empty') this.#fail({ kind: 'nothingToRepeat', found: sign })
        return { kind: 'repeated', item: repeated, at, ...this.#times() }
      }
      case '<':
      case '!':
        return this.#fail({ kind: 'unexpected', found: this.#next })
      default:
        return /[a-zA-Z0-9-]/.test(this.#next) ? { kind: 'rule', name: this.#name(), at } : null
    }
  }

  #literal(): GrammarItem {
    const opened = this.#at
    this.#at += 1
    let isEmpty = true
    while (!this.#skip('"')) {
      this.#character('"', opened)
      isEmpty = false
    }
    return { kind: isEmpty ? 'empty' : 'characters' }
  }

  #characters(): GrammarItem {
    const opened = this.#at
    this.#at += 1
    this.#skip('^')
    while (!this.#skip(']')) this.#character('[', opened)
    return { kind: 'characters' }
  }

  #character(opens: '"' | '[', openedAt: number): void {
    if (this.#isAtEnd) this.#fail({ kind: 'notClosed', opened: opens }, openedAt)
    if (!this.#skip('\\')) {
      this.#at += this.#found.length
      return
    }
    const digits = HEX_DIGITS[this.#next]
    if (digits !== undefined) {
      const isHex = /^[0-9a-fA-F]+$/.test(this.#text.slice(this.#at + 1, this.#at + 1 + digits))
      const isWhole = this.#at + 1 + digits <= this.#text.length
      if (!isHex || !isWhole) this.#fail({ kind: 'unknownEscape', found: `\\${this.#found}` }, this.#at - 1)
      this.#at += 1 + digits
    } else if (ESCAPED.includes(this.#next) && !this.#isAtEnd) this.#at += 1
    else this.#fail({ kind: 'unknownEscape', found: `\\${this.#found}` }, this.#at - 1)
  }

  #group(): GrammarItem {
    const opened = this.#at
    this.#at += 1
    this.#space(true)
    if (++this.#depth > DEEPEST) this.#fail({ kind: 'tooDeep' }, opened)
    const alternatives = this.#alternatives(true)
    this.#depth--
    if (this.#skip(')')) return { kind: 'group', alternatives }
    return this.#isAtEnd ? this.#fail({ kind: 'notClosed', opened: '(' }, opened) : this.#fail({ kind: 'unexpected', found: this.#found })
  }

  #times(): { least: number; most: number } {
    if (this.#skip('*')) return { least: 0, most: Infinity }
    if (this.#skip('+')) return { least: 1, most: Infinity }
    if (this.#skip('?')) return { least: 0, most: 1 }
    const at = this.#at
    const braces = this.#match(/\{\s*(?:\d+\s*(?:,\s*(?:\d+\s*)?)?)\}/y)
    const [least = NaN, most = least] = (braces.match(/\d+/g) ?? []).map(Number)
    if (braces === '') this.#fail(this.#text.includes('}', at) ? { kind: 'badRepetition' } : { kind: 'notClosed', opened: '{' }, at)
    const isOpen = /,\s*\}$/.test(braces)
    if (least > MOST_REPETITIONS || (!isOpen && (most > MOST_REPETITIONS || most < least))) this.#fail({ kind: 'badRepetition' }, at)
    this.#at += braces.length
    return { least, most: isOpen ? Infinity : most }
  }
}
