import { Pencil, X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactElement } from 'react'
import type { WaitingMessage } from '../../../../shared/domain/waiting'
import { errorWords } from '../../../../shared/i18n/errorWords'
import { t } from '../../../../shared/i18n/translate'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { beginEdit, removeQueued } from '../../state/queueActions'
import { useQueueStore } from '../../state/queueStore'
import { generationOf } from '../../state/runningGenerations'
import { IconButton } from '../../ui/IconButton'
import { WaitingEditor } from './WaitingEditor'

/** One message that waits: its text, and what can be done with it until its turn. */
export function WaitingRow({ waiting }: { waiting: WaitingMessage }): ReactElement {
  const isEdited = useQueueStore(({ edits }) => edits[waiting.reply.id] !== undefined)
  const row = useRef<HTMLLIElement>(null)
  const wasEdited = useRef(false)
  const textId = useId()
  const generationId = useGenerationStore(({ running }) => generationOf(running, waiting.reply.id)?.generationId)
  const refusal = useConversationStore(({ refusal }) =>
    refusal?.kind === 'message' && refusal.messageId === waiting.reply.id ? refusal.error : null
  )

  // After a change the focus is where it came from.
  useEffect(() => {
    if (wasEdited.current && !isEdited && document.activeElement === document.body) row.current?.querySelector('button')?.focus()
    wasEdited.current = isEdited
  }, [isEdited])

  return (
    <li ref={row} className="queue-item">
      {isEdited ? (
        <WaitingEditor waiting={waiting} />
      ) : (
        <>
          <p id={textId} className="queue-text" dir="auto">
            {waiting.question.text}
          </p>
          <IconButton
            name={t('queue.edit')}
            aria-describedby={textId}
            icon={<Pencil className="icon" />}
            tipSide="inline-start"
            disabled={!generationId}
            onClick={() => beginEdit(waiting)}
          />
          <IconButton
            name={t('reply.remove')}
            tip={t('queue.removeTip')}
            aria-describedby={textId}
            icon={<X className="icon" />}
            tipSide="inline-end"
            disabled={!generationId}
            onClick={() => generationId && void removeQueued(generationId)}
          />
        </>
      )}
      {refusal && (
        <p className="queue-error" role="alert">
          {errorWords(refusal).message}
        </p>
      )}
    </li>
  )
}
