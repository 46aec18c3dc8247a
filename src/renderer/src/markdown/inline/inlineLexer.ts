import { Lexer, Marked, type Token, type TokenizerAndRendererExtension } from 'marked'
import type { Definition } from '../parser/block'
import { normalizedLabel } from '../parser/definitions'
import { isMathematical } from '../parser/formulaLine'

const DOLLARS = /^\$\$((?:\\[^]|[^$\\])+?)\$\$|^\$(?![\s$])((?:\\[^\n]|[^$\\\n])*?(?:\\\S|[^\s$\\]))\$(?!\d)/
const PARENTHESES = /^\\\(([^]+?)\\\)/
const BRACKETS = /^\\\[([^]+?)\\\]/
/** "$5 per piece" up to the next dollar sign is money, whatever comes behind it. */
const PRICE = /^\d[\d.,]*\s+[A-Za-z]{2,}/
const FOOTNOTE = /^\[\^([^\]\s[]{1,100})\](?![(:])/
const REFERENCE = /^\[((?:\\[^]|[^[\]\\`]){1,300})\]\[((?:\\[^]|[^[\]\\]){1,300})\]/
/** Elements that hold text. What stands between their tags is HTML as they are, not Markdown. */
const ELEMENT =
  /^<(a|abbr|b|bdi|bdo|big|button|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var)(?:\s[^<>]*)?>/i

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}$]/u.test(sign)
const startOf =
  (sign: string) =>
  (source: string): number | undefined => {
    const at = source.indexOf(sign)
    return at < 0 ? undefined : at
  }

const formula: TokenizerAndRendererExtension = {
  name: 'formula',
  level: 'inline',
  start: startOf('$'),
  tokenizer(source, tokens) {
    if (!source.startsWith('$') || isWord(tokens.at(-1)?.raw.at(-1))) return undefined
    const match = DOLLARS.exec(source)
    const text = match?.[1] ?? match?.[2]
    return match && text !== undefined && !PRICE.test(text) ? { type: 'formula', raw: match[0], text: text.trim() } : undefined
  }
}

const texFormula: TokenizerAndRendererExtension = {
  name: 'texFormula',
  level: 'inline',
  start: startOf('\\'),
  tokenizer(source) {
    const brackets = BRACKETS.exec(source)
    const match =
      PARENTHESES.exec(source) ?? (brackets && /[\p{L}\d]/u.test(brackets[1] ?? '') && isMathematical(brackets[1] ?? '') ? brackets : null)
    return match ? { type: 'formula', raw: match[0], text: match[1]?.trim() } : undefined
  }
}

const footnote: TokenizerAndRendererExtension = {
  name: 'footnote',
  level: 'inline',
  start: startOf('[^'),
  tokenizer(source) {
    const match = FOOTNOTE.exec(source)
    return match ? { type: 'footnote', raw: match[0], text: match[1] } : undefined
  }
}

/** A link whose definition may still come. */
const awaitedLink: TokenizerAndRendererExtension = {
  name: 'awaitedLink',
  level: 'inline',
  start: startOf('['),
  tokenizer(source, tokens) {
    if (!(this.lexer instanceof InlineLexer) || !this.lexer.isAwaiting || isWord(tokens.at(-1)?.raw.at(-1))) return undefined
    const match = REFERENCE.exec(source)
    if (!match || normalizedLabel(match[2] ?? '') in this.lexer.tokens.links) return undefined
    return { type: 'awaitedLink', raw: match[0], text: match[1], tokens: this.lexer.inlineTokens(match[1] ?? '', []) }
  }
}

const element: TokenizerAndRendererExtension = {
  name: 'element',
  level: 'inline',
  start: startOf('<'),
  tokenizer(source) {
    const match = ELEMENT.exec(source)
    if (!match) return undefined
    const end = new RegExp(`</${match[1] ?? ''}\\s*>`, 'i').exec(source)
    return { type: 'element', raw: end ? source.slice(0, end.index + end[0].length) : source, isClosed: end !== null }
  }
}

/** Signs of emphasis inside a formula are none. */
const withoutFormulas = (masked: string): string =>
  masked.replace(/\$(?![\s$])[^$\n]*?[^\s$]\$(?!\d)/g, (found) => 'a'.repeat(found.length))

const marked = new Marked({ gfm: true }, { extensions: [footnote, awaitedLink, element] })
const withFormulas = new Marked(
  { gfm: true, hooks: null },
  { extensions: [formula, texFormula, footnote, awaitedLink, element], hooks: { emStrongMask: withoutFormulas } }
)

class InlineLexer extends Lexer {
  isAwaiting = false
}

export interface References {
  readonly definitions: ReadonlyMap<string, Definition>
  /** Whether definitions may still come. */
  readonly isAwaiting: boolean
}

export const noReferences: References = { definitions: new Map(), isAwaiting: false }

/** Reads inline Markdown with marked. */
export function lexInline(source: string, { definitions, isAwaiting }: References): Token[] {
  const lexer = new InlineLexer((/[$\\]/.test(source) ? withFormulas : marked).defaults)
  lexer.isAwaiting = isAwaiting
  for (const [label, { href }] of definitions) lexer.tokens.links[label] = { href, title: '' }
  return lexer.inlineTokens(source, [])
}
