import { memo, useCallback, useSyncExternalStore, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { streamStore } from '../../state/streamStore'
import { textPieces } from './textPieces'

interface ReplyTextProps {
  messageId: MessageId
  /** What is shown while nothing is being added. */
  savedText: string
  hasCaret: boolean
}

/** The text of one reply. The only component that renders when a delta comes, and only for the reply that grows. */
export function ReplyText({ messageId, savedText, hasCaret }: ReplyTextProps): ReactElement {
  const subscribe = useCallback((listener: () => void) => streamStore.subscribe(messageId, listener), [messageId])
  const text = useSyncExternalStore(subscribe, () => streamStore.read(messageId) ?? savedText)
  return (
    <div className="message-text" dir="auto">
      {textPieces(text).map((piece, place) => (
        <Piece key={place} text={piece} />
      ))}
      {hasCaret && <span className="caret" aria-hidden />}
    </div>
  )
}

const Piece = memo(({ text }: { text: string }): ReactElement => <span>{text}</span>)
Piece.displayName = 'Piece'
