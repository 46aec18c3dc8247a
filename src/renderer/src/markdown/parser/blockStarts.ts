import type { Block } from './block'
import { formulaStart } from './formulaLine'
import type { Frame, ParagraphFrame } from './frame'
import { quoteGoesOn } from './goesOn'
import type { LineCursor } from './lineCursor'
import { itemStart } from './listMarker'
import { markupEnd } from './markupBlock'
import type { Opening } from './opening'
import { takeDefinitions } from './definitions'
import { tableFrame } from './tableLine'

/** `container`: more may begin behind it on the same line. `leaf`: its lines are taken next. `line`: the line is used up. */
type Start = 'container' | 'leaf' | 'line' | null

const HEADING = /^(#{1,6})(?:[ \t]+(.*))?$/
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/
const UNDERLINE = /^(=+|-+)[ \t]*$/
const FOOTNOTE = /^\[\^([^\]\s]{1,100})\]:[ \t]*/

/** Begins the block that a line begins inside the open blocks that go on with it. */
export function startBlock(opening: Opening, line: LineCursor): Start {
  const { container } = opening
  if (line.isIndented) return container.kind === 'paragraph' || opening.mayBeLazy ? null : startIndented(opening, line)
  const starts = [
    startQuote,
    startHeading,
    startFence,
    startMarkup,
    startFormula,
    startUnderlined,
    startRule,
    startFootnote,
    startItem,
    startTable
  ]
  for (const start of starts) {
    const started = start(opening, line)
    if (started) return started
  }
  return null
}

function startIndented(opening: Opening, line: LineCursor): Start {
  if (line.isBlank) return null
  const from = line.position
  line.skipColumns(4)
  opening.open({ kind: 'indented', text: '', blanks: '', from })
  return 'leaf'
}

function startQuote(opening: Opening, line: LineCursor): Start {
  const from = line.position
  if (!quoteGoesOn(line)) return null
  opening.open({ kind: 'quote', children: [], from })
  return 'container'
}

function startHeading(opening: Opening, line: LineCursor): Start {
  const match = HEADING.exec(line.rest)
  if (!match) return null
  const prose = opening.cutter.cut(withoutClosingSigns((match[2] ?? '').trim()), opening.isOpenLine)
  opening.add({ kind: 'heading', level: match[1]?.length ?? 1, prose, from: line.position, to: line.end })
  return 'line'
}

function withoutClosingSigns(text: string): string {
  let end = text.length
  while (text.charAt(end - 1) === '#') end--
  return end === 0 || /[ \t]/.test(text.charAt(end - 1)) ? text.slice(0, end).trimEnd() : text
}

function startFence(opening: Opening, line: LineCursor): Start {
  const match = FENCE.exec(line.rest)
  if (!match) return null
  const sign = match[1] ?? match[2] ?? ''
  const info = opening.unescaped(line.rest.slice(sign.length).trim())
  opening.open({ kind: 'fence', sign, indent: line.indent, info, isInfoWhole: line.isWhole, text: '', from: line.position })
  return 'line'
}

function startMarkup(opening: Opening, line: LineCursor): Start {
  const end = markupEnd(line.rest, opening.container.kind === 'paragraph' || opening.mayBeLazy)
  if (end === undefined) return null
  opening.open({ kind: 'markup', end, text: '', from: line.position })
  return 'leaf'
}

function startFormula(opening: Opening, line: LineCursor): Start {
  const start = formulaStart(line.rest)
  const from = line.position
  if (start?.kind === 'whole') {
    opening.add({ kind: 'formula', source: start.source, isOpen: false, from, to: line.end })
    return 'line'
  }
  if (start?.kind !== 'open') return null
  const { opener, closer, source } = start
  opening.open({ kind: 'formula', opener, closer, text: source, raw: line.rest, from })
  return 'line'
}

/** The line under a heading; the definitions in front of it are none of it. */
function startUnderlined(opening: Opening, line: LineCursor): Start {
  const { container } = opening
  const match = container.kind === 'paragraph' ? UNDERLINE.exec(line.rest) : null
  if (!match || container.kind !== 'paragraph') return null
  const { rest } = takeDefinitions(container.text, false)
  if (rest.trim() === '') return null
  opening.replaceParagraph(container.text.slice(0, container.text.length - rest.length), headingOf(container, rest, match, opening, line))
  return 'line'
}

function headingOf({ from }: ParagraphFrame, text: string, match: RegExpExecArray, opening: Opening, line: LineCursor): Block {
  const level = match[1]?.startsWith('=') ? 1 : 2
  return { kind: 'heading', level, prose: opening.cutter.cut(text.trim(), false), from, to: line.end }
}

function startRule(opening: Opening, line: LineCursor): Start {
  if (!RULE.test(line.rest)) return null
  opening.add({ kind: 'rule', from: line.position, to: line.end })
  return 'line'
}

function startFootnote(opening: Opening, line: LineCursor): Start {
  const match = FOOTNOTE.exec(line.rest)
  if (!match || opening.isInside('footnote')) return null
  const from = line.position
  line.skipSpace()
  line.skip(match[0].length)
  opening.open({ kind: 'footnote', label: match[1] ?? '', children: [], from })
  return 'container'
}

function startItem(opening: Opening, line: LineCursor): Start {
  const from = line.position
  const start = itemStart(line, opening.container.kind === 'paragraph')
  if (!start) return null
  opening.openItem(start.marker, { kind: 'item', width: start.width, startedAt: line.start, children: [], from })
  return 'container'
}

function startTable(opening: Opening, line: LineCursor): Start {
  const { container } = opening
  if (container.kind !== 'paragraph') return null
  const table = tableFrame(container.last, line, opening)
  if (!table) return null
  opening.replaceParagraph(container.text.slice(0, -container.last.length).trimEnd(), table)
  return 'line'
}

export const takesLines = (frame: Frame): boolean => ['fence', 'indented', 'markup', 'formula', 'plain'].includes(frame.kind)
