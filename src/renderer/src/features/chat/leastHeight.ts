import type { Message } from '../../../../shared/domain/message'

// CSS pixels at the smallest text size, in the widest column.
const LINE = 18
const CHARACTERS_IN_LINE = 200
/** Of the smallest message, with the gap below it. */
const ROW = 40
/** A long message of the person is folded to this. */
const FOLDED = 200

/** How high a message is at least, whatever its text says. CSS pixels. */
export function leastHeight({ role, text }: Message): number {
  const height = ROW + Math.floor(text.length / CHARACTERS_IN_LINE) * LINE
  return role === 'user' ? Math.min(height, FOLDED) : height
}
