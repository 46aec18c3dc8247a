import { isEmpty } from './chunks'
import type { FenceFrame, Frame } from './frame'
import type { LineCursor } from './lineCursor'

/** How many columns indented code and what belongs to a footnote are moved in. */
const INDENT = 4

/** `ends`: the line itself ends the block and belongs to it. */
type Continuation = 'goes on' | 'is over' | 'ends'

const isOver: Continuation = 'is over'
const goes: Continuation = 'goes on'

/** Whether an open block goes on with a line; `isTip`: none is open in it. An item that begins with an empty line ends with the next one. Reads what marks the line as a part of it. */
export function continuationOf(frame: Frame, line: LineCursor, isTip: boolean): Continuation {
  switch (frame.kind) {
    case 'root':
    case 'list':
      return goes
    case 'quote':
      return quoteGoesOn(line) ? goes : isOver
    case 'item':
      return movedIn(line, frame.width, !isTip || !isEmpty(frame.children)) ? goes : isOver
    case 'footnote':
      return movedIn(line, INDENT, true) ? goes : isOver
    case 'indented':
      return indentedGoesOn(line) ? goes : isOver
    case 'fence':
      return fenceContinuation(frame, line)
    case 'formula':
      return line.isBlank ? isOver : goes
    case 'markup':
      return line.isBlank && frame.end === null ? isOver : goes
    case 'plain':
      return line.isBlank && frame.limit !== 'weight' ? isOver : goes
    case 'paragraph':
    case 'table':
      return line.isBlank ? isOver : goes
  }
}

/** The mark of a quote with the one space behind it. */
export function quoteGoesOn(line: LineCursor): boolean {
  if (line.isIndented || line.text.charAt(line.nonspace) !== '>') return false
  line.skipSpace()
  line.skip(1)
  if (line.isAtSpace) line.skipColumns(1)
  return true
}

/** What an empty line has behind its indent is code. */
function indentedGoesOn(line: LineCursor): boolean {
  if (!line.isIndented) return movedIn(line, INDENT, true)
  line.skipColumns(INDENT)
  return true
}

function movedIn(line: LineCursor, columns: number, mayBeBlank: boolean): boolean {
  if (line.isBlank) {
    if (mayBeBlank) line.skipSpace()
    return mayBeBlank
  }
  if (line.indent < columns) return false
  line.skipColumns(columns)
  return true
}

function fenceContinuation(frame: FenceFrame, line: LineCursor): Continuation {
  const { rest } = line
  if (!line.isIndented && rest.startsWith(frame.sign)) {
    const end = rest.trimEnd()
    if ([...end].every((sign) => sign === frame.sign.charAt(0)) && line.isWhole) return 'ends'
  }
  line.skipColumns(Math.min(frame.indent, line.indent))
  return goes
}
