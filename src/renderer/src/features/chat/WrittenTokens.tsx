import type { ReactElement } from 'react'
import type { AssistantMessage } from '../../../../shared/domain/message'
import type { ConversationId } from '../../../../shared/domain/ids'
import type { TextId } from '../../../../shared/domain/keptText'
import type { WrittenPiece } from '../../../../shared/domain/writtenPieces'
import { t } from '../../../../shared/i18n/translate'
import { useKeptText } from '../../state/keptTexts'
import { Disclosure } from '../../ui/Disclosure'
import { TokenPieces } from '../../ui/TokenPieces'

/** Below a reply that was made with special tokens shown: what the model wrote, part by part. Nothing below any other. */
export function WrittenTokens({ message: { parts, conversationId } }: { message: AssistantMessage }): ReactElement | null {
  const textIds = parts.flatMap(({ writtenTextId }) => writtenTextId ?? [])
  if (textIds.length === 0) return null
  return (
    <Disclosure name={t('reply.written')} isOpenAtFirst>
      {textIds.map((textId, place) => (
        <PartWritten key={`${place} ${textId}`} conversationId={conversationId} textId={textId} />
      ))}
    </Disclosure>
  )
}

function PartWritten({ conversationId, textId }: { conversationId: ConversationId; textId: TextId }): ReactElement | null {
  const text = useKeptText(conversationId, textId)
  if (text === undefined) return null
  const pieces = text === null ? null : piecesOf(text)
  if (pieces === null) return <p className="reply-settings">{t('reply.part.notKept')}</p>
  return <TokenPieces pieces={pieces} label={t('reply.written')} className="kept-text" />
}

/** Null where it is not what Hearth keeps. */
function piecesOf(json: string): readonly WrittenPiece[] | null {
  try {
    const pieces: unknown = JSON.parse(json)
    return Array.isArray(pieces) && pieces.every(isPiece) ? pieces : null
  } catch {
    return null
  }
}

const isPiece = (value: unknown): value is WrittenPiece =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'isMark' in value &&
  typeof value.isMark === 'boolean'
