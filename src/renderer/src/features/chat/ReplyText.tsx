import { useCallback, useSyncExternalStore, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import type { TextRange } from '../../../../shared/domain/replyParts'
import { MarkdownText } from '../../markdown/MarkdownText'
import { streamStore } from '../../state/streamStore'

interface ReplyTextProps {
  messageId: MessageId
  /** What is shown while nothing is being added. */
  savedText: string
  /** What only repeats what stands before it. */
  repeated: readonly TextRange[]
  hasCaret: boolean
  /** Shows what was saved before, not what is being added. */
  isHeldBack?: boolean
  /** Whole, however large it is. */
  isAtOnce?: boolean
}

/** The text of one reply. Renders whenever a delta comes, and only for the reply that grows. */
export function ReplyText({
  messageId,
  savedText,
  repeated,
  hasCaret,
  isHeldBack = false,
  isAtOnce = false
}: ReplyTextProps): ReactElement {
  const subscribe = useCallback((listener: () => void) => streamStore.subscribe(messageId, listener), [messageId])
  const growing = useSyncExternalStore(subscribe, () => (isHeldBack ? undefined : streamStore.read(messageId)))
  return (
    <div className="message-text">
      <MarkdownText
        text={growing ?? savedText}
        isDone={growing === undefined}
        repeated={repeated}
        hasCaret={hasCaret}
        isAtOnce={isAtOnce}
      />
    </div>
  )
}
