import type { Message } from '../../../../shared/domain/message'

// CSS pixels at the smallest text size, in the widest column.
const LINE = 18
const CHARACTERS_IN_LINE = 200
/** Of the smallest message, with the gap below it. */
const ROW = 40
/** A long message of the person is folded to this. */
const FOLDED = 200
/** A longer line of a reply may be code, which is not broken, or an address, which is not shown. */
const LONGEST_LINE = 1_000

/** How high a message is, guessed low: where it is lower still, rows are missing for a frame. CSS pixels. */
export function leastHeight({ role, text }: Message): number {
  if (role === 'user') return Math.min(heightOf(text.length), FOLDED)
  return heightOf(text.split('\n').reduce((sum, line) => sum + Math.min(line.length, LONGEST_LINE), 0))
}

const heightOf = (characters: number): number => ROW + Math.floor(characters / CHARACTERS_IN_LINE) * LINE
