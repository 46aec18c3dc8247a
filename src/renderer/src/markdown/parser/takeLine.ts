import { startBlock, takesLines } from './blockStarts'
import { closeTip } from './closeFrame'
import { closedAt } from './formulaLine'
import { addLine, newParagraph, tipOf, type FormulaFrame, type Frame, type LineFrame, type ParserState } from './frame'
import { continuationOf } from './goesOn'
import { isHeldBack } from './heldBack'
import type { LineCursor } from './lineCursor'
import { Opening } from './opening'
import type { ProseCutter } from './proseCutter'
import { addRow } from './tableLine'
import { CODE_HEAD, weightOf, weightOfCode } from './weight'

export const LONGEST_LINE = 20_000
const DEEPEST = 32
/** What a message may weigh: about as much as 500,000 characters of prose, or 100,000 of formulas and code. */
const HEAVIEST = 50_000
/** What would be nested one level deeper. */
const DEEPER = /^(?:[-+*]|\d{1,9}[.)]|>)(?:\s|$)/

/** Takes one line, the last of which may be open: `isShown` leaves out what cannot be told yet. */
export function takeLine(state: ParserState, line: LineCursor, cutter: ProseCutter, isHolding = false): void {
  if (state.weight > HEAVIEST) beginRest(state, line, cutter)
  const before = tipOf(state).kind
  state.weight += before === 'fence' ? weightOfCode(line.text) : weightOf(line.text)
  const depth = matchedDepth(state, line)
  if (depth === null) {
    state.end = line.end
    closeTip(state, cutter)
    state.isLastLineBlank = false
    return
  }
  const opening = new Opening(state, depth, cutter, isHolding)
  if (takesWhole(opening, line, isHolding)) addText(state, opening, line)
  const { kind } = tipOf(state)
  if (kind !== before && (kind === 'fence' || kind === 'indented')) state.weight += CODE_HEAD
  state.isLastLineBlank = line.isBlank && countsAsBlank(opening.container, line)
  state.end = line.end
}

/** From here on all is shown as it is written: what has come before is as much as a page can hold. */
function beginRest(state: ParserState, line: LineCursor, cutter: ProseCutter): void {
  const tip = tipOf(state)
  if (tip.kind === 'plain' && tip.limit === 'weight') return
  while (state.frames.length > 1) closeTip(state, cutter)
  state.frames.push({ kind: 'plain', limit: 'weight', text: '', from: line.start })
}

/** How many frames go on with the line; null where it only ends the last of them. */
function matchedDepth(state: ParserState, line: LineCursor): number | null {
  for (const [depth, frame] of state.frames.entries()) {
    const continuation = continuationOf(frame, line, depth === state.frames.length - 1)
    if (continuation === 'ends') return null
    if (continuation === 'is over') return depth
  }
  return state.frames.length
}

/** Begins what the line begins. False where nothing of the line is left, or where the rest waits. */
function takesWhole(opening: Opening, line: LineCursor, isHolding: boolean): boolean {
  for (;;) {
    if (isHolding && !line.isBlank && isHeldBack(line.rest, opening.container)) return false
    if (takesLines(opening.container)) return true
    if (line.text.length > LONGEST_LINE) {
      opening.open({ kind: 'plain', limit: 'line', text: '', from: line.position })
      return true
    }
    if (opening.nesting > DEEPEST) {
      const isInText = opening.container.kind === 'paragraph' || opening.mayBeLazy
      if (line.isBlank || (isInText && !DEEPER.test(line.rest))) return true
      opening.open({ kind: 'plain', limit: 'nesting', text: '', from: line.position })
      return true
    }
    const started = startBlock(opening, line)
    if (started === 'line') return false
    if (started !== 'container') return true
  }
}

/** An empty line inside these separates nothing. */
function countsAsBlank(container: Frame, line: LineCursor): boolean {
  if (container.kind === 'quote' || container.kind === 'fence') return false
  return !(container.kind === 'item' && container.startedAt === line.start)
}

function addText(state: ParserState, opening: Opening, line: LineCursor): void {
  const tip = tipOf(state)
  if (opening.mayBeLazy && !line.isBlank && tip.kind === 'paragraph') {
    addLine(tip, line.rest)
    return
  }
  opening.closeOthers()
  const { container } = opening
  if (container.kind === 'paragraph') addLine(container, line.rest)
  else if (container.kind === 'table') addToTable(opening, container, line)
  else if (isLineFrame(container)) addTo(state, container, line, opening)
  else if (!line.isBlank) {
    const isFirstOfItem = container.kind === 'item' && container.children.length === 0
    opening.open(newParagraph(line.rest, line.position, isFirstOfItem))
  }
}

const isLineFrame = (frame: Frame): frame is LineFrame => takesLines(frame)

function addToTable(opening: Opening, table: Extract<Frame, { kind: 'table' }>, line: LineCursor): void {
  if (addRow(table, line, opening)) return
  opening.open({ kind: 'plain', limit: 'table', text: `${line.rest}\n`, from: line.position })
}

function addTo(state: ParserState, frame: LineFrame, line: LineCursor, opening: Opening): void {
  switch (frame.kind) {
    case 'fence':
    case 'plain':
      frame.text += line.remainder + (line.isWhole ? '\n' : '')
      return
    case 'indented': // empty lines at its end are not a part of it
      if (line.isBlank) frame.blanks += `${line.remainder}\n`
      else {
        frame.text += frame.blanks + line.remainder + (line.isWhole ? '\n' : '')
        frame.blanks = ''
      }
      return
    case 'markup':
      frame.text += `${line.remainder}\n`
      if (frame.end?.test(line.remainder)) {
        state.end = line.end
        closeTip(state, opening.cutter)
      }
      return
    case 'formula':
      addToFormula(state, frame, line, opening)
  }
}

function addToFormula(state: ParserState, frame: FormulaFrame, line: LineCursor, opening: Opening): void {
  const text = line.remainder
  frame.raw += `\n${text.trimStart()}`
  const end = text.indexOf(frame.closer)
  const closed = end < 0 ? null : closedAt(text, end)
  if (end < 0) frame.text += `${frame.text === '' ? '' : '\n'}${text}`
  else {
    state.frames.pop()
    if (closed === null) opening.resume(newParagraph(frame.raw, frame.from))
    else {
      const source = `${frame.text}${frame.text === '' || closed === '' ? '' : '\n'}${closed}`
      opening.add({ kind: 'formula', source, isOpen: false, from: frame.from, to: line.end })
    }
  }
}
