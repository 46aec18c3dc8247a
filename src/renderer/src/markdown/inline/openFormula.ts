import { isMathematical } from '../parser/formulaLine'

/** Code, an escape, or what begins a formula. */
const OPENER = /`+|\\[^]|\$\$?/g
const CLOSED = /\$\$(?:\\[^]|[^$\\])+?\$\$|\$(?![\s$])(?:\\[^\n]|[^$\\\n])*?(?:\\\S|[^\s$\\])\$(?!\d)/y
/** A number that may be a price: nothing or what it buys stands behind it. */
const PRICE =
  /^\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?(?:[kKmMbB]n?(?![A-Za-z]))?[%+]?(?:[-–—]?$|\s*[)\],;:]|\s+[A-Za-z]{2,}|\s*\/\s*(?:[A-Za-z]?$|[A-Za-z]{2}))/
/** A variable of a shell, or the beginning of one. */
const VARIABLE = /^(?:[A-Z][A-Z_]{2}|[A-Za-z]$)/
/** Two words with a space between them: nobody writes mathematics so, but in groups that hold text. */
const PROSE = /(?<![\\A-Za-z])[A-Za-z]{2,}[,;:.)]*\s+\(?[A-Za-z]{2,}/
const GROUPS = /\\[A-Za-z]+\s*\{[^{}]*\}?/g

export interface FormulasIn {
  /** Where a formula begins that is not closed; null where there is none. */
  readonly open: number | null
  /** Behind the last one that is closed. */
  readonly closedTo: number
}

/** The formulas of a text that grows, as far as it can be told which ones they are. Signs in code begin none. */
export function formulasIn(source: string): FormulasIn {
  let closedTo = 0
  for (let at = 0; ;) {
    OPENER.lastIndex = at
    const found = OPENER.exec(source)
    if (!found) return { open: null, closedTo }
    const { 0: sign, index } = found
    const end = endOf(source, sign, index)
    if (end === 'open') return { open: sign.startsWith('`') ? null : index, closedTo }
    if (end !== null && !sign.startsWith('`')) closedTo = end
    at = end ?? index + sign.length
  }
}

/** Where the code or the formula ends that begins at `index`; null where none begins. */
function endOf(source: string, sign: string, index: number): number | 'open' | null {
  const inside = index + sign.length
  if (sign.startsWith('`')) return behind(new RegExp(`(?<!\`)${sign}(?!\`)`, 'g'), source, inside) ?? 'open'
  if (sign === '\\(') return behind(/\\\)/g, source, inside) ?? 'open'
  if (sign === '\\[') return behind(/\\\]/g, source, inside) ?? (isMathematical(source.slice(inside)) ? 'open' : null)
  if (!sign.startsWith('$') || /[\p{L}\p{N}$]$/u.test(source.slice(Math.max(0, index - 2), index))) return null
  CLOSED.lastIndex = index
  const closed = CLOSED.exec(source)
  // A digit that comes next would make two prices of it.
  const mayBePrices = closed && CLOSED.lastIndex === source.length && PRICE.test(closed[0].slice(sign.length, -sign.length))
  if (closed) return mayBePrices ? null : CLOSED.lastIndex
  return isBegun(source.slice(inside), sign) ? 'open' : null
}

function isBegun(text: string, sign: string): boolean {
  const written = sign === '$$' ? text.replace(/\$$/, '') : text
  if (/^\s|\$/.test(written) || (sign === '$' && written.includes('\n'))) return false
  return isMathematical(written) && !PRICE.test(written) && !VARIABLE.test(written) && !PROSE.test(written.replace(GROUPS, ''))
}

function behind(closer: RegExp, source: string, from: number): number | null {
  closer.lastIndex = from
  const found = closer.exec(source)
  return found && found.index + found[0].length
}
