import { use, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import type { Paragraph } from '../parser/block'
import { proseDirection } from './direction'
import { markedPieces } from './markedPieces'
import { MarkedProse } from './MarkedProse'
import { MarksContext, useMark } from './useMark'

/** A paragraph, a task's box before it. Where only a part of it is marked, it is read in parts. */
export function ParagraphView({ paragraph }: { paragraph: Paragraph }): ReactElement {
  const mark = useMark(paragraph)
  return (
    <p dir={proseDirection(paragraph.prose)}>
      {paragraph.task !== null && <TaskBox isDone={paragraph.task} />}
      {mark === 'part' ? <PartlyMarked paragraph={paragraph} /> : <MarkedProse prose={paragraph.prose} isMarked={mark === 'whole'} />}
    </p>
  )
}

const TaskBox = ({ isDone }: { isDone: boolean }): ReactElement => (
  <input type="checkbox" checked={isDone} disabled readOnly aria-label={t(isDone ? 'markdown.task.done' : 'markdown.task.open')} />
)

function PartlyMarked({ paragraph }: { paragraph: Paragraph }): ReactElement[] {
  const pieces = markedPieces(paragraph, use(MarksContext))
  return pieces.map(({ source, isMarked }, place) => (
    <MarkedProse key={place} prose={{ segments: [source], isOpen: false }} isMarked={isMarked} />
  ))
}
