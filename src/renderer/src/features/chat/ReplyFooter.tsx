import type { ReactElement } from 'react'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { authorsOf } from '../../../../shared/domain/replyParts'
import { endWords } from './generationWords'
import { MessageTime } from './MessageTime'
import { ReplyActions } from './ReplyActions'
import { ReplyAuthors } from './ReplyAuthors'
import { ReplyProgress } from './ReplyProgress'
import { VariantSwitch } from './VariantSwitch'

interface ReplyFooterProps {
  message: AssistantMessage
  variants: readonly Message[]
  isLast: boolean
  isNewAuthor: boolean
  isRunning: boolean
}

/** Under a reply: what can be done with it, first and always at the same place; then, quietly, how it goes, or what it took and who wrote it. */
export function ReplyFooter({ message, variants, isLast, isNewAuthor, isRunning }: ReplyFooterProps): ReactElement {
  return (
    <div className="reply-footer">
      <ReplyActions message={message} isLast={isLast} isRunning={isRunning} />
      <VariantSwitch message={message} variants={variants} />
      {isRunning ? <ReplyProgress message={message} /> : <ReplyFigures message={message} isNewAuthor={isNewAuthor} />}
    </div>
  )
}

function ReplyFigures({ message, isNewAuthor }: { message: AssistantMessage; isNewAuthor: boolean }): ReactElement {
  const { shown, more } = endWords(message)
  const isAuthorNews = isNewAuthor || authorsOf(message.parts).length > 1
  return (
    <>
      {isAuthorNews && <ReplyAuthors message={message} isQuiet={false} />}
      <span className="figures">
        {shown}
        <span className="reveal">{more}</span>
      </span>
      {!isAuthorNews && <ReplyAuthors message={message} isQuiet />}
      <MessageTime at={message.createdAt} />
    </>
  )
}
