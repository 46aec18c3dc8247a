import type { CodeLine, Grammar } from './codeLine'

/** Lines in one element. A finished one is never laid out again. */
export const CHUNK_LINES = 40
/** Longer lines stay plain: the time that a grammar takes may grow with the square of their length. */
const LONGEST_LINE = 400
/** So many lines that took too long end the colours of a block. */
const SLOW_LINES = 3

/** What is coloured of a source. Chunks and lines that have not changed are the same objects as before. */
export interface ColouredCode {
  readonly chunks: readonly (readonly CodeLine[])[]
  /** The source up to here is in the chunks; the rest is plain for now. */
  readonly end: number
  readonly isDone: boolean
  /** Nothing of it is coloured: it would take too long. */
  readonly isTooSlow: boolean
}

const NOTHING: ColouredCode = { chunks: [], end: 0, isDone: false, isTooSlow: false }

export interface Budget {
  readonly lines: number
  readonly milliseconds: number
}

/** Colours a source that grows at its end, each finished line once. Works only in `advance`, within a budget. */
export class CodeColouring {
  readonly #grammar: Grammar
  #source = ''
  #chunks: (readonly CodeLine[])[] = []
  #finished = 0 // characters of finished lines
  #state: unknown
  #slowLines = 0
  #slowLine = -1 // where the last one begins: it stays plain while it grows, and counts once
  #retried = -1 // where the line begins that has had its second try
  #shown = NOTHING

  constructor(grammar: Grammar) {
    this.#grammar = grammar
  }

  advance(source: string, { lines, milliseconds }: Budget): ColouredCode {
    if (!source.startsWith(this.#source)) this.#forgetFor(source)
    const isChanged = source !== this.#source
    this.#source = source
    if (this.#shown.isTooSlow || (!isChanged && (this.#shown.isDone || lines === 0))) return this.#shown
    return (this.#shown = this.#work(lines, performance.now() + milliseconds))
  }

  #work(lines: number, deadline: number): ColouredCode {
    let isInTime = lines > 0
    for (let done = 0; isInTime && done < lines && performance.now() <= deadline; done++) {
      const end = this.#source.indexOf('\n', this.#finished)
      if (end < 0) break
      isInTime = this.#finishLine(this.#source.slice(this.#finished, end), deadline)
      if (this.#slowLines >= SLOW_LINES) return { ...NOTHING, isTooSlow: true }
    }
    const isCaughtUp = !this.#source.includes('\n', this.#finished)
    const rest = this.#source.slice(this.#finished)
    const open = isInTime && isCaughtUp && rest !== '' ? this.#colour(rest, deadline) : null
    if (this.#slowLines >= SLOW_LINES) return { ...NOTHING, isTooSlow: true }
    return {
      chunks: open ? withLine(this.#chunks, open.line) : [...this.#chunks],
      end: open ? this.#source.length : this.#finished,
      isDone: isCaughtUp && (rest === '' || open !== null),
      isTooSlow: false
    }
  }

  /** False when there was no time for it. */
  #finishLine(text: string, deadline: number): boolean {
    const coloured = this.#colour(text, deadline)
    if (coloured === null) return false
    this.#state = coloured.state
    this.#chunks = withLine(this.#chunks, coloured.line)
    this.#finished += text.length + 1
    return true
  }

  #colour(text: string, deadline: number): { line: CodeLine; state: unknown } | null {
    const plain = { line: [['', text]] as const, state: this.#state }
    if (text.length > LONGEST_LINE || this.#slowLine === this.#finished) return plain
    const result = this.#grammar.colourLine(text, this.#state, deadline)
    if (result.kind === 'coloured') return result
    if (result.kind === 'paused' || this.#isFirstTry()) return null
    this.#slowLines += 1
    this.#slowLine = this.#finished
    return plain
  }

  /** The first search of a pattern is its slowest: what took too long gets one more try. */
  #isFirstTry(): boolean {
    const isFirst = this.#retried !== this.#finished
    this.#retried = this.#finished
    return isFirst
  }

  /** The text has become another one: often only its open line, the end of which may have been a fence. */
  #forgetFor(source: string): void {
    if (this.#shown.isTooSlow || !source.startsWith(this.#source.slice(0, this.#finished))) return this.#restart()
    if (this.#slowLine !== this.#finished) return
    this.#slowLines -= 1
    this.#slowLine = -1
  }

  #restart(): void {
    this.#chunks = []
    this.#finished = 0
    this.#state = undefined
    this.#slowLines = 0
    this.#slowLine = -1
    this.#retried = -1
    this.#shown = NOTHING
  }
}

function withLine(chunks: readonly (readonly CodeLine[])[], line: CodeLine): (readonly CodeLine[])[] {
  const last = chunks.at(-1)
  return last && last.length < CHUNK_LINES ? [...chunks.slice(0, -1), [...last, line]] : [...chunks, [line]]
}
