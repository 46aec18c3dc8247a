import remend from 'remend'
import { isMathematical } from '../parser/formulaLine'

/** The defaults would close "$$", show half a formula as an error, and take a trailing "<b" away. */
const OPTIONS = {
  katex: false,
  inlineKatex: false,
  htmlTags: false,
  singleTilde: false,
  comparisonOperators: false,
  setextHeadings: false,
  linkMode: 'text-only'
} as const
/** Signs at the end that may be the first half of something: a marker, an escape, an image, an entity, a footnote, a formula. */
const UNDECIDED = /(?:\*+|_+|~+|`+|!?\[\^?[^\s\]]{0,3}|!|\\|&#?\w{0,12}|\$\$?[^\s$]{0,12}|<[a-z]{0,10})$/i
/** A formula that is not closed. */
const OPEN_FORMULA = /(?:^|[^\p{L}\p{N}$\\])(\$\$?(?![\s$])|\\[([])((?:\\[^\n]|[^$\n])*)$/u

/**
 * Completes what is half-written at the end of text that grows, so that no sign is shown that vanishes when its other half comes: what is
 * open is closed, and a sign that is not decided yet waits.
 */
export function healInline(source: string): { source: string; openFormula: string | null } {
  const formula = openFormula(source)
  if (formula) return formula
  const decided = source.replace(UNDECIDED, '')
  return { source: remend(decided, OPTIONS), openFormula: null }
}

function openFormula(source: string): { source: string; openFormula: string } | null {
  const match = OPEN_FORMULA.exec(source)
  const [whole = '', opener = '', text = ''] = match ?? []
  if (!match || !isMathematical(text)) return null
  const start = match.index + whole.indexOf(opener)
  return { source: remend(source.slice(0, start), OPTIONS), openFormula: text.replace(/\\$/, '') }
}
