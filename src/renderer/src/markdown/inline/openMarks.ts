interface Mark {
  sign: string
  length: number
}

const SPACE = /^(?:\s|$)/
const PUNCTUATION = /^[\p{P}\p{S}]/u
/** Formulas, an escape, code, an autolink, the address of a link, a bare address, or a run of marks: what counts in this order. */
const PIECE = new RegExp(
  [
    String.raw`\\\([^]*?\\\)|\\\[[^]*?\\\]|\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*?[^\s$]\$(?!\d)`,
    String.raw`\\[^]|(\`+)(?:[^\`]|[^\`][^]*?[^\`])\1(?!\`)|\`+|<[^\s<>]*>`,
    String.raw`\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|(?:https?:\/\/|www\.)[^\s<]*[^\s<*_~.,:;!?'")\]]|\*+|_+|~{1,2}`
  ].join('|'),
  'g'
)

/** What closes the marks of emphasis and code that a text leaves open, in the order in which it is written. */
export function closingMarks(text: string): string {
  const open: Mark[] = []
  for (const { 0: piece, 1: fence, index } of text.matchAll(PIECE)) {
    const sign = piece.charAt(0)
    if (sign === '`' && fence === undefined) return piece + closing(open)
    // A single tilde mostly means “about”: it strikes out only what it is known to.
    if (piece !== '~' && '*_~'.includes(sign))
      takeRun(open, { sign, length: piece.length }, text.slice(0, index), text.slice(index + piece.length))
  }
  return closing(open)
}

const closing = (open: readonly Mark[]): string =>
  open
    .toReversed()
    .map(({ sign, length }) => sign.repeat(length))
    .join('')

/** Closes what a run of marks closes, and opens what it opens. */
function takeRun(open: Mark[], { sign, length }: Mark, before: string, after: string): void {
  const previous = lastCharacter(before)
  const isLeft = isFlanking(after, previous)
  const isRight = isFlanking(previous, after)
  const isWordMark = sign === '_'
  let left = length
  if (isRight && (!isWordMark || !isLeft || PUNCTUATION.test(after))) left = closed(open, sign, length)
  if (left > 0 && isLeft && (!isWordMark || !isRight || PUNCTUATION.test(previous))) open.push({ sign, length: left })
}

/** Whether a run of marks touches what stands on its inner side. */
const isFlanking = (inner: string, outer: string): boolean =>
  !SPACE.test(inner) && (!PUNCTUATION.test(inner) || SPACE.test(outer) || PUNCTUATION.test(outer))

const lastCharacter = (text: string): string => [...text.slice(-2)].at(-1) ?? ''

/** Takes from the marks that are open what a run closes; what stands open behind them is text. Returns how much of the run is left. */
function closed(open: Mark[], sign: string, length: number): number {
  let left = length
  for (
    let at = open.findLastIndex((mark) => mark.sign === sign);
    at >= 0 && left > 0;
    at = open.findLastIndex((mark) => mark.sign === sign)
  ) {
    const mark = open[at]
    if (!mark) break
    const taken = Math.min(mark.length, left)
    open.length = at + 1
    mark.length -= taken
    left -= taken
    if (mark.length === 0) open.pop()
  }
  return left
}
