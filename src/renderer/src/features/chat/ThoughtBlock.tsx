import { ChevronRight } from 'lucide-react'
import { useCallback, useId, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { t } from '../../../../shared/i18n/translate'
import { MarkdownText } from '../../markdown/MarkdownText'
import { answerNow } from '../../state/generationActions'
import { useGenerationStore } from '../../state/generationStore'
import { generationOf } from '../../state/runningGenerations'
import { streamStore, type ShownThought } from '../../state/streamStore'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { BETWEEN_NUMBERS } from './betweenNumbers'
import { thinkingWords, thoughtWords } from './thoughtWords'

const NOTHING: ShownThought = { text: '', ms: 0 }
/** As near to its end a thought is followed while it grows. CSS pixels. */
const NEAR_END = 24

interface ThoughtProps {
  messageId: MessageId
  /** What is shown while nothing is being added. */
  saved: ShownThought | null
}

/** What the model thought, above its answer: one line that opens and closes. Closed, the thought itself is not rendered. */
export function ThoughtBlock(props: ThoughtProps): ReactElement | null {
  const [isOpen, setIsOpen] = useState(false)
  const textId = useId()
  const has = useThought(props, (thought) => thought !== undefined)
  if (!has) return null
  return (
    <div className="thought">
      <div className="thought-head">
        <button
          type="button"
          className="button ghost disclosure-button thought-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? textId : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronRight className="icon mirrored" />
          <Summary {...props} />
        </button>
        <AnswerNow messageId={props.messageId} />
      </div>
      {isOpen && <ThoughtText {...props} id={textId} />}
    </div>
  )
}

/** While the model thinks: ends that, so that it answers. */
function AnswerNow({ messageId }: Pick<ThoughtProps, 'messageId'>): ReactElement | null {
  const id = useGenerationStore((state) => {
    const running = generationOf(state.running, messageId)
    return running?.phase.kind === 'thinking' ? running.generationId : null
  })
  const [askedFor, setAskedFor] = useState<string | null>(null)
  if (id === null) return null
  const ask = (): void => {
    if (askedFor === id) return
    setAskedFor(id)
    void answerNow(id).then((isAsked) => !isAsked && setAskedFor(null))
  }
  return (
    <button type="button" className="button answer-now" aria-disabled={askedFor === id} onClick={ask}>
      {t('reply.thought.answerNow')}
    </button>
  )
}

function Summary({ messageId, saved }: ThoughtProps): ReactElement {
  const phase = useGenerationStore((state) => generationOf(state.running, messageId)?.phase)
  const isThinking = phase?.kind === 'thinking'
  // While it thinks its time changes with every piece: whole seconds are enough.
  const ms = useThought({ messageId, saved }, ({ ms } = NOTHING) => (isThinking ? Math.floor(ms / 1000) * 1000 : ms))
  const words = useAtMostEvery(
    BETWEEN_NUMBERS,
    isThinking ? thinkingWords(phase.tokens, ms / 1000) : thoughtWords(ms),
    isThinking ? 'live' : 'over'
  )
  return <span>{words}</span>
}

function ThoughtText({ messageId, saved, id }: ThoughtProps & { id: string }): ReactElement {
  const text = useThought({ messageId, saved }, ({ text } = NOTHING) => text)
  const isThinking = useGenerationStore((state) => generationOf(state.running, messageId)?.phase.kind === 'thinking')
  const scroller = useRef<HTMLDivElement>(null)
  // What grows is read where it grows; what is whole is read from its beginning.
  const isAtEnd = useRef(isThinking)
  useLayoutEffect(() => {
    if (scroller.current && isAtEnd.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [text])
  return (
    <div
      ref={scroller}
      id={id}
      className="thought-text"
      role="region"
      aria-label={t('reply.thought.text')}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - clientHeight - scrollTop < NEAR_END
      }}
    >
      <MarkdownText text={text} isDone={!isThinking} />
    </div>
  )
}

/** Renders only when what `select` takes of the thought changes. */
function useThought<T extends string | number | boolean>(
  { messageId, saved }: ThoughtProps,
  select: (thought: ShownThought | undefined) => T
): T {
  const subscribe = useCallback((listener: () => void) => streamStore.subscribe(messageId, listener), [messageId])
  return useSyncExternalStore(subscribe, () => {
    const growing = streamStore.readThought(messageId)
    return select((growing === undefined ? saved : growing) ?? undefined)
  })
}
