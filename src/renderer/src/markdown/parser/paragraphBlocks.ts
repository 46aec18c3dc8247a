import type { Block, Prose } from './block'
import { takeDefinitions } from './definitions'
import type { ParagraphFrame } from './frame'
import type { ProseCutter } from './proseCutter'
import { cellsOf } from './tableRow'

/** How blocks are made of frames: `isOpen` where more of the frame may come. */
export interface BlockMaker {
  cutter: ProseCutter
  isOpen: boolean
}

const TASK = /^\[([ xX])\][ \t]+(?=\S)/
const TASK_BEGUN = /^\[[ xX]?\]?[ \t]*$/

/** What a paragraph is shown as: nothing while it only defines links, and a table as soon as it may be the header of one. */
export function paragraphBlocks(frame: ParagraphFrame, to: number, { cutter, isOpen }: BlockMaker): readonly Block[] {
  const { rest } = takeDefinitions(frame.text, isOpen)
  const text = rest.trimEnd()
  const task = frame.isFirstOfItem ? TASK.exec(text) : null
  const isHeld = isOpen && frame.isFirstOfItem && TASK_BEGUN.test(text)
  if (text === '' || isHeld) return []
  const headerAt = isOpen ? text.lastIndexOf('\n') + 1 : -1
  if (headerAt >= 0 && text.charAt(headerAt) === '|') return withHeader(frame, text, headerAt, to, cutter)
  const prose = cutter.cut(task ? text.slice(task[0].length) : text, isOpen)
  return [{ kind: 'paragraph', prose, task: task ? task[1] !== ' ' : null, from: frame.from, to }]
}

function withHeader({ from }: ParagraphFrame, text: string, headerAt: number, to: number, cutter: ProseCutter): readonly Block[] {
  const before = text.slice(0, headerAt).trimEnd()
  const cells = cellsOf(text.slice(headerAt)).map((cell, index, all): Prose => cutter.cut(cell, index === all.length - 1))
  const header = { cells, from, to }
  const table: Block = { kind: 'table', alignments: cells.map(() => null), header, rows: [], from, to }
  return before === '' ? [table] : [{ kind: 'paragraph', prose: cutter.cut(before, false), task: null, from, to }, table]
}
