import type { MarkdownDocument } from './block'
import { closeTip } from './closeFrame'
import { documentOf } from './documentOf'
import { copyOf, newState, tipOf, type ParserState } from './frame'
import { LineCursor } from './lineCursor'
import { ProseCutter } from './proseCutter'
import { LONGEST_LINE, takeLine } from './takeLine'

/** The longest text that is read as Markdown. Characters. */
export const LONGEST_TEXT = 1_000_000
const LINE_END = /\r\n|\n|\r/g
const HIGH_SURROGATE = /[\uD800-\uDBFF]$/
/** A line of this length that is a paragraph stays one, whatever comes, unless it begins with one of these signs. */
const LONG_LINE = 200
const UNSURE = /^[<|:$\\[-]/

interface OpenLine {
  start: number
  text: string
  state: ParserState
}

/**
 * Reads Markdown while it is written. A line is read once, when its end has come; the last one is read on a copy of the state, which is thrown
 * away. So the picture does not depend on the pieces in which the text comes, and an update costs as much as the open line.
 */
export class StreamParser {
  private text = ''
  private state = newState()
  private cutter = new ProseCutter()
  /** Where the open line begins. */
  private at = 0
  private searched = 0
  private openLine: OpenLine | null = null

  /** The whole text so far. `isDone`: nothing more will come. A text that does not begin with the one before it is read anew. */
  push(text: string, isDone: boolean): MarkdownDocument {
    if (!text.startsWith(this.text)) this.reset()
    this.text = text
    if (text.length > LONGEST_TEXT) return plainDocument(text, isDone)
    this.takeWholeLines()
    const state = this.withOpenLine(isDone)
    if (!isDone) return documentOf(state, this.cutter, true)
    const closed = copyOf(state)
    while (closed.frames.length > 1) closeTip(closed, this.cutter, true)
    return documentOf(closed, this.cutter, false)
  }

  /** All that comes is shown as it is written: the message weighs more than a page can hold. */
  get isPlain(): boolean {
    const tip = tipOf(this.state)
    return tip.kind === 'plain' && tip.limit === 'weight'
  }

  private reset(): void {
    this.state = newState()
    this.cutter = new ProseCutter()
    this.at = this.searched = 0
    this.openLine = null
  }

  private takeWholeLines(): void {
    LINE_END.lastIndex = Math.max(this.at, this.searched)
    for (let end = LINE_END.exec(this.text); end; end = LINE_END.exec(this.text)) {
      // A line feed may follow.
      if (end[0] === '\r' && end.index === this.text.length - 1) break
      takeLine(this.state, new LineCursor(wellFormed(this.text.slice(this.at, end.index)), this.at, true), this.cutter)
      this.at = this.searched = end.index + end[0].length
    }
    this.searched = Math.max(this.at, this.text.length - 1)
  }

  private withOpenLine(isDone: boolean): ParserState {
    const rest = this.text.slice(this.at).replace(/\r$/, '')
    if (rest === '') return this.state
    if (isDone) return this.read(wellFormed(rest), true)
    // Spaces may be what moves the next line in: as an empty line they would end what goes on with it.
    if (/^[ \t]+$/.test(rest)) return this.state
    const text = wellFormed(rest.replace(HIGH_SURROGATE, ''))
    const grown = this.grownLine(text)
    const state = grown ?? this.read(text, false)
    this.openLine = { start: this.at, text, state }
    return state
  }

  private read(text: string, isDone: boolean): ParserState {
    const state = copyOf(this.state)
    takeLine(state, new LineCursor(text, this.at, isDone), this.cutter, !isDone)
    return state
  }

  /** A long line of a paragraph is not read again for the words that come to it. */
  private grownLine(text: string): ParserState | null {
    const known = this.openLine
    if (!known || known.start !== this.at || known.text.length < LONG_LINE || !text.startsWith(known.text)) return null
    const state = copyOf(known.state)
    const tip = tipOf(state)
    if (tip.kind !== 'paragraph' || !tip.last.endsWith(known.text.slice(-LONG_LINE)) || text.length > LONGEST_LINE) return null
    if (UNSURE.test(tip.last)) return null
    const more = text.slice(known.text.length)
    tip.text += more
    tip.last += more
    state.end = this.at + text.length
    return state
  }
}

/** Half characters are replaced: no program should have to show them. */
const wellFormed = (text: string): string => (/[\0\uD800-\uDFFF]/.test(text) ? text.replace(/\0|\p{Surrogate}/gu, '\uFFFD') : text)

function plainDocument(source: string, isDone: boolean): MarkdownDocument {
  const block = { kind: 'plain', source: wellFormed(source), limit: 'message', from: 0, to: source.length } as const
  return { blocks: [[block]], definitions: new Map(), footnotes: [], isOpen: !isDone }
}
