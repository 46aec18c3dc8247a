import { Play, RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { canContinue } from '../../../../shared/domain/canContinue'
import type { AssistantMessage, Message } from '../../../../shared/domain/message'
import { isOnlyThought } from '../../../../shared/domain/thoughts'
import { t } from '../../../../shared/i18n/translate'
import { continueReply, tryAgain } from '../../state/generationActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'
import { CopyButton } from './CopyButton'
import { endWords } from './generationWords'
import { ReplyAuthors } from './ReplyAuthors'
import { VariantSwitch } from './VariantSwitch'

interface ReplyFooterProps {
  message: AssistantMessage
  variants: readonly Message[]
  /** Only the last reply of the branch can be continued. */
  isLast: boolean
}

/** Under a settled reply: who wrote it, what it took, why it ended, and what can be done with it. */
export function ReplyFooter({ message, variants, isLast }: ReplyFooterProps): ReactElement {
  const keys = useShortcutWords('tryAgain')
  const isCut = isLast && canContinue(message.status)
  const isUnanswered = isCut || (isLast && isOnlyThought(message))
  return (
    <div className="reply-footer">
      <ReplyAuthors parts={message.parts} />
      <span className="figures">{endWords(message)}</span>
      <VariantSwitch message={message} variants={variants} />
      <span className="reply-actions">
        {isCut && (
          <button type="button" className="button ghost" onClick={() => void continueReply(message.id)}>
            <Play className="icon" />
            {t('reply.continue')}
          </button>
        )}
        {isUnanswered && (
          <button type="button" className="button ghost" onClick={() => void tryAgain(message.id)}>
            <RotateCcw className="icon" />
            {t('reply.tryAgain')}
          </button>
        )}
        {message.text !== '' && <CopyButton message={message} isLast={isLast} />}
        {!isUnanswered && (
          <IconButton
            name={t('reply.tryAgain')}
            keys={isLast ? keys : undefined}
            icon={<RotateCcw className="icon" />}
            className="button ghost reveal"
            onClick={() => void tryAgain(message.id)}
          />
        )}
      </span>
    </div>
  )
}
