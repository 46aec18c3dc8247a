import { Play, RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { canContinue } from '../../../../shared/domain/canContinue'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { authorsOf } from '../../../../shared/domain/replyParts'
import { hasAnswer } from '../../../../shared/domain/thoughts'
import { t } from '../../../../shared/i18n/translate'
import { continueReply, tryAgain } from '../../state/generationActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'
import { CopyButton } from './CopyButton'
import { endWords } from './generationWords'
import { MessageTime } from './MessageTime'
import { ReplyAuthors } from './ReplyAuthors'
import { VariantSwitch } from './VariantSwitch'

interface ReplyFooterProps {
  message: AssistantMessage
  variants: readonly Message[]
  /** Only the last reply of the branch can be continued. */
  isLast: boolean
  isNewAuthor: boolean
}

/** Under a settled reply: what can be done with it, first and always at the same place; then, quietly, what it took and who wrote it. */
export function ReplyFooter({ message, variants, isLast, isNewAuthor }: ReplyFooterProps): ReactElement {
  const isCut = isLast && canContinue(message.status)
  const { shown, more } = endWords(message)
  const isAuthorNews = isNewAuthor || authorsOf(message.parts).length > 1
  return (
    <div className="reply-footer">
      <span className="reply-actions">
        {message.text !== '' && <CopyButton message={message} hasKeys={isLast} />}
        <TryAgainButton message={message} isWanted={isLast && (isCut || !hasAnswer(message))} hasKeys={isLast} />
        {isCut && (
          <button type="button" className="button ghost" onClick={() => void continueReply(message.id)}>
            <Play className="icon" />
            {t('reply.continue')}
          </button>
        )}
      </span>
      <VariantSwitch message={message} variants={variants} />
      {isAuthorNews && <ReplyAuthors parts={message.parts} isQuiet={false} />}
      <span className="figures">
        {shown}
        <span className="reveal">{more}</span>
      </span>
      {!isAuthorNews && <ReplyAuthors parts={message.parts} isQuiet />}
      <MessageTime at={message.createdAt} />
    </div>
  )
}

interface TryAgainProps {
  message: AssistantMessage
  /** The reply is no answer yet, so the button says in words what it does. */
  isWanted: boolean
  /** The shortcut asks for another reply in place of this one. */
  hasKeys: boolean
}

function TryAgainButton({ message, isWanted, hasKeys }: TryAgainProps): ReactElement {
  const keys = useShortcutWords('tryAgain')
  const again = (): void => void tryAgain(message.id)
  if (!isWanted) {
    return (
      <IconButton
        name={t('reply.tryAgain')}
        keys={hasKeys ? keys : undefined}
        icon={<RotateCcw className="icon" />}
        className="button ghost icon-only reveal"
        onClick={again}
      />
    )
  }
  return (
    <button type="button" className="button ghost" onClick={again}>
      <RotateCcw className="icon" />
      {t('reply.tryAgain')}
    </button>
  )
}
