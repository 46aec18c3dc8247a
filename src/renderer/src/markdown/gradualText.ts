import { useEffect, useState } from 'react'
import { CODE_HEAD, weightOf } from './parser/weight'

/** What is added to the page in one frame at most, as weight.ts counts. */
const SLICE = 1_000
/** Characters that weigh one, whatever they are: to read them takes time too. */
const CHARACTERS = 16
/** Where text of a script that has fonts of its own begins, in a line or behind other text: not Latin, Greek and Cyrillic letters, nor signs. */
const OTHER_FONT = /(?:^|[!-\u052f]) *[\u0530-\u1dff\u2c00-\uffff]/g
/** Where a computer has no font for it, the browser looks for one at each such place: 0.1 to 0.4 ms, as much as a few elements. */
const OTHER_FONT_WEIGHT = 4
/** A longer line may be shown in parts. Characters. */
const LONGEST_PIECE = 250
/** What is shown as it is written has few elements. Characters in one frame. */
const PLAIN_SLICE = 50_000
/** What a reply writes between two frames is far less. Characters. */
const SMALL = 500

/** How far a text that is shown up to `from` may be shown in the next frame. `isPlain`: what follows is not read as Markdown. */
export function nextEnd(text: string, from: number, isPlain = false): number {
  if (text.length - from <= (isPlain ? PLAIN_SLICE : SMALL)) return text.length
  if (isPlain) return from + PLAIN_SLICE
  let weight = 0
  let at = from
  while (at < text.length && weight < SLICE) {
    const lineEnd = text.indexOf('\n', at)
    const end = Math.min(lineEnd < 0 ? text.length : lineEnd + 1, at + LONGEST_PIECE)
    const piece = text.slice(at, end)
    weight += weightOf(piece) + fontWeightOf(piece) + piece.length / CHARACTERS + (mayBeginCode(text, at) ? CODE_HEAD : 0)
    at = end
  }
  return at
}

const fontWeightOf = (piece: string): number => (piece.match(OTHER_FONT)?.length ?? 0) * OTHER_FONT_WEIGHT

/** Of indented code only: the marks of fenced code count as signs. */
const mayBeginCode = (text: string, at: number): boolean =>
  text.startsWith('    ', at) && /(?:\r\n|\n)\r?\n$/.test(text.slice(Math.max(0, at - 4), at))

interface GradualText {
  text: string
  isDone: boolean
}

interface Pace {
  isAtOnce: boolean
  isPlain: boolean
}

/**
 * A text of which no frame shows much more than the frame before it: a large one is shown as if it were written fast, so that the window
 * answers meanwhile. `isAtOnce`: whole. `isPlain`: what is not shown yet will be shown as it is written.
 */
export function useGradualText(text: string, isDone: boolean, { isAtOnce, isPlain }: Pace): GradualText {
  const [shown, setShown] = useState(0)
  const end = isAtOnce ? text.length : nextEnd(text, Math.min(shown, text.length), isPlain)
  const isLate = end < text.length
  // What came in small pieces is counted as shown only now and then: to count it is to render once more.
  const isFarAhead = end - shown > SMALL / 2 || shown > text.length
  useEffect(() => {
    if (!isLate && !isFarAhead) return undefined
    const frame = requestAnimationFrame(() => setShown(end))
    return () => cancelAnimationFrame(frame)
  }, [isLate, isFarAhead, end])
  return isLate ? { text: text.slice(0, end), isDone: false } : { text, isDone }
}
