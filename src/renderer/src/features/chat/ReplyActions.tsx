import { Play, RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { canContinue } from '../../../../shared/domain/canContinue'
import type { ContextLedger } from '../../../../shared/domain/contextLedger'
import type { AssistantMessage } from '../../../../shared/domain/message'
import { isChatTooLong } from '../../../../shared/domain/isChatTooLong'
import { hasAnswer } from '../../../../shared/domain/thoughts'
import { t } from '../../../../shared/i18n/translate'
import { useContextStore } from '../../state/contextStore'
import { continueReply, tryAgain } from '../../state/generationActions'
import { useGenerationStore } from '../../state/generationStore'
import { generationOf } from '../../state/runningGenerations'
import { useShortcutWords } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'
import { CopyButton } from './CopyButton'
import { WorkMark } from './WorkMark'

interface ReplyActionsProps {
  message: AssistantMessage
  /** Only the last reply of the branch can be continued. */
  isLast: boolean
  isRunning: boolean
}

/**
 * What can be done with a reply. One component while it grows and afterwards: its buttons are not made anew when it ends, and the one with the
 * focus keeps it.
 */
export function ReplyActions({ message, isLast, isRunning }: ReplyActionsProps): ReactElement {
  const phase = useGenerationStore((state) => generationOf(state.running, message.id)?.phase.kind ?? null)
  const isCut = isLast && !isRunning && canContinue(message.status)
  // Going on would only ask again, until there is room: the answers stand above.
  const asksAgain = useContextStore(({ ledger }) => isChatTooLong(message) && !(ledger && hasRoomFor(message, ledger)))
  const canCopy = isRunning ? phase === 'writing' : message.text !== ''
  return (
    <span className="reply-actions">
      {isRunning && <WorkMark messageId={message.id} />}
      {canCopy && <CopyButton message={message} hasKeys={isLast && !isRunning} />}
      {!isRunning && <TryAgainButton message={message} isWanted={isLast && (isCut || !hasAnswer(message))} hasKeys={isLast} />}
      {isCut && !asksAgain && (
        <button type="button" className="button ghost" onClick={() => void continueReply(message.id)}>
          <Play className="icon" />
          {t('reply.continue')}
        </button>
      )}
    </span>
  )
}

/** The model has by now, or another one has, a context for the chat that was too long. */
const hasRoomFor = ({ status }: AssistantMessage, { limit, kept }: ContextLedger): boolean =>
  status.kind === 'failed' && status.error.code === 'generation.chatTooLong' && status.error.params.tokens <= limit - kept

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
