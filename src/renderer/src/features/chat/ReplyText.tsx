import { memo, useCallback, useSyncExternalStore, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import type { TextRange } from '../../../../shared/domain/replyParts'
import { t } from '../../../../shared/i18n/translate'
import { streamStore } from '../../state/streamStore'
import { pieceElements } from './pieceElements'

interface ReplyTextProps {
  messageId: MessageId
  /** What is shown while nothing is being added. */
  savedText: string
  /** What only repeats what stands before it. */
  repeated: readonly TextRange[]
  hasCaret: boolean
}

/** The text of one reply. Renders whenever a delta comes, and only for the reply that grows. */
export function ReplyText({ messageId, savedText, repeated, hasCaret }: ReplyTextProps): ReactElement {
  const subscribe = useCallback((listener: () => void) => streamStore.subscribe(messageId, listener), [messageId])
  const text = useSyncExternalStore(subscribe, () => streamStore.read(messageId) ?? savedText)
  return (
    <div className="message-text" dir="auto">
      {repeated.map(({ from, to }, index) => (
        <Repeated key={from} before={text.slice(repeated[index - 1]?.to ?? 0, from)} text={text.slice(from, to)} />
      ))}
      {pieceElements(text.slice(repeated.at(-1)?.to ?? 0))}
      {hasCaret && <span className="caret" aria-hidden />}
    </div>
  )
}

/** A part that only repeats what stands before it, and the text between it and the one before. */
const Repeated = memo(({ before, text }: { before: string; text: string }): ReactElement => (
  <>
    {pieceElements(before)}
    <span className="repeats" role="group" aria-label={t('reply.repeated')}>
      {pieceElements(text)}
    </span>
  </>
))
Repeated.displayName = 'Repeated'
