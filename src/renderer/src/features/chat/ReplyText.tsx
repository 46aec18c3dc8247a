import { memo, useCallback, useSyncExternalStore, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { t } from '../../../../shared/i18n/translate'
import { streamStore } from '../../state/streamStore'
import { textPieces } from './textPieces'

interface ReplyTextProps {
  messageId: MessageId
  /** What is shown while nothing is being added. */
  savedText: string
  /** Where the part begins that only repeats what stands before it; undefined where none does. */
  repeatsFrom: number | undefined
  hasCaret: boolean
}

/** The text of one reply. The only component that renders when a delta comes, and only for the reply that grows. */
export function ReplyText({ messageId, savedText, repeatsFrom, hasCaret }: ReplyTextProps): ReactElement {
  const subscribe = useCallback((listener: () => void) => streamStore.subscribe(messageId, listener), [messageId])
  const text = useSyncExternalStore(subscribe, () => streamStore.read(messageId) ?? savedText)
  return (
    <div className="message-text" dir="auto">
      {pieces(text.slice(0, repeatsFrom))}
      {repeatsFrom !== undefined && repeatsFrom < text.length && (
        <span className="repeats" role="group" aria-label={t('reply.repeated')}>
          {pieces(text.slice(repeatsFrom))}
        </span>
      )}
      {hasCaret && <span className="caret" aria-hidden />}
    </div>
  )
}

const pieces = (text: string): ReactElement[] => textPieces(text).map((piece, place) => <Piece key={place} text={piece} />)

const Piece = memo(({ text }: { text: string }): ReactElement => <span>{text}</span>)
Piece.displayName = 'Piece'
