import { useId, type ReactElement } from 'react'
import type { AppError } from '../../../../shared/contract/appError'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { isChatTooLong } from '../../../../shared/domain/isChatTooLong'
import { isContextFull } from '../../../../shared/domain/isContextFull'
import { isHeldBack, visibleText } from '../../../../shared/domain/heldBack'
import { repeatedRanges } from '../../../../shared/domain/replyParts'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { t } from '../../../../shared/i18n/translate'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { generationOf } from '../../state/runningGenerations'
import { Alert } from '../../ui/Alert'
import { ChatTooLong } from './ChatTooLong'
import { RaiseContext } from './RaiseContext'
import { ReplyFooter } from './ReplyFooter'
import { ReplyText } from './ReplyText'
import { ThoughtBlock } from './ThoughtBlock'
import { WrittenTokens } from './WrittenTokens'
import { noAnswerWords } from './thoughtWords'

interface ReplyRowProps {
  message: AssistantMessage
  variants: readonly Message[]
  isLast: boolean
  isNewAuthor: boolean
  isParked: boolean
  isUnread: boolean
}

/** A reply: what the model thought, its text, what went wrong, and what can be done with it. */
export function ReplyRow({ message, variants, isLast, isNewAuthor, isParked, isUnread }: ReplyRowProps): ReactElement {
  const headingId = useId()
  const phase = useGenerationStore((state) => generationOf(state.running, message.id)?.phase.kind ?? null)
  const refusal = useConversationStore(({ refusal }) => (refusal?.kind === 'message' && refusal.messageId === message.id ? refusal : null))
  // The message may be here a moment before its generation is known.
  const isRunning = phase !== null || message.status.kind === 'streaming' || message.status.kind === 'queued'
  const noAnswer = isRunning ? null : noAnswerWords(message)
  const states = { settled: !isRunning, last: isLast, parked: isParked, unread: isUnread }
  const className = ['message assistant', ...Object.entries(states).flatMap(([name, is]) => (is ? [name] : []))].join(' ')
  return (
    <article className={className} aria-labelledby={headingId} data-message-id={message.id}>
      <h2 id={headingId} className="visually-hidden">
        {t('chat.assistant')}
      </h2>
      {isUnread && <p className="visually-hidden">{t('chat.unread')}</p>}
      <ThoughtBlock messageId={message.id} saved={message.thought} />
      <ReplyText
        messageId={message.id}
        savedText={visibleText(message)}
        repeated={repeatedRanges(message)}
        hasCaret={phase === 'writing' && !isHeldBack(message)}
        isHeldBack={isHeldBack(message)}
      />
      {!isRunning && <WrittenTokens message={message} isLast={isLast} />}
      {noAnswer !== null && <p className="reply-note">{noAnswer}</p>}
      {!isRunning && message.status.kind === 'failed' && <ReplyError error={message.status.error} isNews={isLast} />}
      {!isRunning && isChatTooLong(message) && <ChatTooLong message={message} />}
      {refusal && <ReplyError error={refusal.error} isNews />}
      {!isRunning && isLast && isContextFull(message) && !isChatTooLong(message) && <RaiseContext className="button message-answer" />}
      <ReplyFooter message={message} variants={variants} isLast={isLast} isNewAuthor={isNewAuthor} isRunning={isRunning} />
    </article>
  )
}

/** `isNews`: read out at once. An error further up was read out when it happened. */
function ReplyError({ error, isNews }: { error: AppError; isNews: boolean }): ReactElement {
  const { message, detail } = errorWords(error)
  return (
    <Alert className="message-error" sentences={[message, detail]} isNews={isNews}>
      <strong>{message}</strong>
      {detail !== undefined && <span>{detail}</span>}
    </Alert>
  )
}
