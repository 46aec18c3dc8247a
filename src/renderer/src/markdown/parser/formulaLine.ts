/** What is hardly anything but mathematics. */
const MATHEMATICAL = /[\\^_={}]|[A-Za-z0-9)]\s*[+\-*/<>]\s*[A-Za-z0-9(]/

const CLOSERS: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]' }

export type FormulaStart =
  | { kind: 'whole'; source: string }
  | { kind: 'open'; opener: string; closer: string; source: string }
  /** Too little has come to tell. */
  | { kind: 'unsure' }

/** Where formulas stand alone, punctuation behind them belongs to them. */
const TAIL = /^([.,;:!?]?)[ \t]*$/

/** A line that begins a formula of its own: with `$$` or `\[`, and nothing behind its end. */
export function formulaStart(line: string): FormulaStart | null {
  const opener = line.slice(0, 2)
  const closer = CLOSERS[opener]
  if (closer === undefined) return null
  const rest = line.slice(2)
  const end = rest.indexOf(closer)
  if (end >= 0) {
    const source = closedAt(rest, end)
    return source !== null && isFormula(opener, source) ? { kind: 'whole', source } : null
  }
  if (rest.trim() === '' || MATHEMATICAL.test(rest)) return { kind: 'open', opener, closer, source: rest.trim() }
  return rest.length < 24 ? { kind: 'unsure' } : null
}

/** The formula up to a closer at `end`, or null where more stands behind it. */
export function closedAt(text: string, end: number): string | null {
  const tail = TAIL.exec(text.slice(end + 2))
  const source = text.slice(0, end).trim()
  return tail ? source + (tail[1] ?? '') : null
}

/** `\[` is also how a bracket is written that is no link. */
const isFormula = (opener: string, source: string): boolean => source !== '' && (opener === '$$' || isMathematical(source))

export const isMathematical = (source: string): boolean => MATHEMATICAL.test(source) || /^\s*[A-Za-z0-9]\s*$/.test(source)
