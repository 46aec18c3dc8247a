import { formulasIn } from './openFormula'
import { closingMarks } from './openMarks'

/** Signs at the end that may be the first half of something: a mark, an escape, an image, an entity, a footnote, a formula, a tag. */
const UNDECIDED = /(?:(?<!\\)(?:\*+|_+|~+|`+)|!?\[\^?[^\s\]]{0,3}|!|\\\[?|&#?\w{0,12}|\$\$?[^\s$]{0,12}|<\/?[a-z]{0,10})$/i
/** A link of which the text has come: whether it is one tells what comes next. */
const BEGUN_LINK = /(!?)\[((?:\\[^]|[^[\]\\])+)\](?:\[[^[\]]*|\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\(?[^()\n]*)?$/
/** A bracket that is not closed, near the end. */
const OPEN_BRACKET = /(!?)(?<!\\)\[([^[\]]{0,300})$/

export interface Healed {
  source: string
  /** What stands of a formula at the end that is not closed. */
  openFormula: string | null
}

/**
 * Completes what is half-written at the end of text that grows, so that no sign is shown that vanishes when its other half comes: what is
 * open is closed, and a sign that is not decided yet waits.
 */
export function healInline(source: string): Healed {
  const { open, closedTo } = formulasIn(source)
  if (open === null) return { source: completed(source, closedTo), openFormula: null }
  const text = source.slice(open).replace(/^\$\$?|^\\[([]/, '')
  return { source: completed(source.slice(0, open), closedTo), openFormula: text.trimStart().replace(/[\\$]$/, '') }
}

/** `closedTo`: what stands before it is decided. */
function completed(source: string, closedTo: number): string {
  const end = source.slice(closedTo).replace(UNDECIDED, '')
  const decided = withoutBegunLink(source.slice(0, closedTo) + end).replace(/(?<!\\)[*_~`]+$/, '')
  const marks = closingMarks(decided)
  // A mark behind a space closes nothing.
  return marks === '' ? decided : decided.trimEnd() + marks
}

/** The text of a link that is begun, without its brackets. An image and a footnote have none. */
function withoutBegunLink(source: string): string {
  const link = BEGUN_LINK.exec(source) ?? OPEN_BRACKET.exec(source)
  if (!link || isInCode(source.slice(0, link.index))) return source
  const [, mark, text = ''] = link
  return withoutBegunLink(source.slice(0, link.index) + (mark === '!' || text.startsWith('^') ? '' : text.replace(UNDECIDED, '')))
}

/** Whether a text ends inside inline code. */
const isInCode = (text: string): boolean => closingMarks(text).startsWith('`')
