import type { ReactElement } from 'react'
import type { AssistantMessage } from '../../../../shared/domain/message'
import type { ConversationId } from '../../../../shared/domain/ids'
import type { TextId } from '../../../../shared/domain/keptText'
import type { WrittenPiece } from '../../../../shared/domain/writtenPieces'
import { t } from '../../../../shared/i18n/translate'
import { useKeptText } from '../../state/keptTexts'
import { Disclosure } from '../../ui/Disclosure'
import { TokenPieces } from '../../ui/TokenPieces'

interface WrittenTokensProps {
  message: AssistantMessage
  /** Open at first, which those further up are not: their texts are fetched when somebody wants to see them. */
  isLast: boolean
}

/** Below a reply that was made with special tokens shown: what the model wrote, part by part. Nothing below any other. */
export function WrittenTokens({ message: { parts, conversationId }, isLast }: WrittenTokensProps): ReactElement | null {
  const textIds = parts.flatMap(({ writtenTextId }) => writtenTextId ?? [])
  if (textIds.length === 0) return null
  return (
    <Disclosure name={t('reply.written')} isOpenAtFirst={isLast}>
      {textIds.map((textId, place) => (
        <PartWritten key={`${place} ${textId}`} name={partName(place, textIds.length)} conversationId={conversationId} textId={textId} />
      ))}
    </Disclosure>
  )
}

interface PartProps {
  name: string
  conversationId: ConversationId
  textId: TextId
}

function PartWritten({ name, conversationId, textId }: PartProps): ReactElement | null {
  const text = useKeptText(conversationId, textId)
  if (text === undefined) return null
  const pieces = text === null ? null : piecesOf(text)
  if (pieces === null) return <p className="reply-settings">{t('reply.part.notKept')}</p>
  return <TokenPieces pieces={pieces} label={name} role="group" className="kept-text" />
}

const partName = (place: number, count: number): string =>
  count === 1 ? t('reply.written') : t('reply.writtenPart', { part: place + 1, parts: count })

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
