import { segmentsOf } from '../../../../shared/i18n/segments'

/** Characters that are looked through at once: more is said, or counted, in a simpler way. */
const LONGEST = 20_000

/**
 * The sentences of a growing text that are whole and not said yet, and the place after them. The last sentence may go on: it is left until
 * another one begins.
 */
export function newSentences(text: string, from: number): { words: string; to: number } {
  const rest = text.slice(from, from + LONGEST)
  const last = [...segmentsOf(rest, 'sentence')].at(-1)?.index ?? 0
  // What has no end in all that is looked at is said as far as it goes.
  const length = last === 0 && rest.length === LONGEST ? LONGEST : last
  return { words: asSpoken(rest.slice(0, length)), to: from + length }
}

/** A text without the marks that only a reader needs. */
export const asSpoken = (text: string): string =>
  text
    .replace(/```[^\n]*/g, ' ')
    .replace(/[*_`#>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

export function countWords(text: string): number {
  if (text.length > LONGEST) return text.split(/\s+/).filter((word) => word !== '').length
  return [...segmentsOf(text, 'word')].filter(({ isWordLike }) => isWordLike).length
}
