import { useDeferredValue, useId, useMemo, useState, type ReactElement } from 'react'
import type { TextRange } from '../../../shared/domain/replyParts'
import { MessageBlocks } from './blocks/Blocks'
import { CaretContext } from './blocks/caretContext'
import { Footnotes } from './blocks/Footnotes'
import { MarksContext } from './blocks/useMark'
import { useGradualText } from './gradualText'
import { ReferencesContext, type MessageReferences } from './inline/referencesContext'
import type { Footnote, MarkdownDocument } from './parser/block'
import { LONGEST_TEXT, StreamParser } from './parser/StreamParser'

interface MarkdownTextProps {
  text: string
  /** Nothing more will come. */
  isDone: boolean
  /** What only repeats what stands before it. */
  repeated?: readonly TextRange[]
  hasCaret?: boolean
  /** Also where it is so large that the window waits for it. */
  isAtOnce?: boolean
}

const NOTHING: readonly TextRange[] = []
const NO_MARKS = { text: '', ranges: NOTHING }

/** Text of a model as Markdown, also while it is written. Nothing in it becomes HTML but the elements that are made here. */
export function MarkdownText({ repeated = NOTHING, hasCaret = false, isAtOnce = false, ...whole }: MarkdownTextProps): ReactElement {
  const [parser] = useState(() => new StreamParser())
  const pace = { isAtOnce: isAtOnce || whole.text.length > LONGEST_TEXT, isPlain: parser.isPlain }
  const { text, isDone } = useGradualText(whole.text, whole.isDone, pace)
  const { blocks, footnotes, definitions, isOpen } = useMemo(() => parser.push(text, isDone), [parser, text, isDone])
  // What refers to something may be anywhere in the text: all of it is read again behind what comes, so that the window answers meanwhile.
  const references = useDeferredValue(useReferences(definitions, footnotes, isOpen))
  const marks = useMemo(() => (repeated.length === 0 ? NO_MARKS : { text, ranges: repeated }), [text, repeated])
  return (
    <div className="prose">
      <ReferencesContext value={references}>
        <MarksContext value={marks}>
          <CaretContext value={hasCaret}>
            <MessageBlocks chunks={blocks} isGrowing={!whole.isDone} />
            {footnotes.length > 0 && <Footnotes footnotes={footnotes} ids={references.footnotes} />}
          </CaretContext>
        </MarksContext>
      </ReferencesContext>
    </div>
  )
}

/** The same object until a definition or a footnote comes. */
function useReferences(
  definitions: MarkdownDocument['definitions'],
  footnotes: readonly Footnote[],
  isAwaiting: boolean
): MessageReferences {
  const id = useId()
  const labels = JSON.stringify(footnotes.map(({ label }) => label))
  return useMemo(() => {
    const all: string[] = JSON.parse(labels) as string[]
    return { definitions, isAwaiting, footnotes: new Map(all.map((label, place) => [label, `${id}-${place}`])) }
  }, [definitions, labels, isAwaiting, id])
}
