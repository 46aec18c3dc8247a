import { Hourglass, Trash2 } from 'lucide-react'
import { memo, useId, type KeyboardEvent, type ReactElement } from 'react'
import type { Conversation } from '../../../../shared/domain/conversation'
import type { ConversationId } from '../../../../shared/domain/ids'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { useGenerationStore } from '../../state/generationStore'
import { openConversation } from '../../state/openings'
import { useIsSilent } from '../../state/silentReply'
import { IconButton } from '../../ui/IconButton'

interface ConversationItemProps {
  /** Above the first chat of a group: the group's name. */
  heading: string | null
  conversation: Conversation
  time: string
  isActive: boolean
  onDelete: (id: ConversationId) => void
}

export const ConversationItem = memo(({ heading, conversation, time, isActive, onDelete }: ConversationItemProps): ReactElement => {
  const titleId = useId()
  const live = useGenerationStore(({ running }) => {
    const own = Object.values(running).filter((generation) => generation.conversationId === conversation.id)
    if (own.length === 0) return null
    return own.every(({ phase }) => phase.kind === 'queued') ? 'waiting' : 'live'
  })
  const isSilent = useIsSilent(conversation.id)
  const onKeyDown = (event: KeyboardEvent): void => {
    // A key that is held down would delete the next chat too, which has the focus by then.
    if (event.key === 'Delete' && !event.repeat) onDelete(conversation.id)
  }
  return (
    <li data-conversation-id={conversation.id} onKeyDown={onKeyDown}>
      {heading !== null && <p className="list-group">{heading}</p>}
      <div className={isActive ? 'item active' : 'item'}>
        <button
          type="button"
          className="item-open"
          aria-current={isActive ? 'true' : undefined}
          onClick={() => void openConversation(conversation.id)}
        >
          {live && !isSilent && (
            <>
              <span className={live === 'live' ? 'live' : 'live waiting'} aria-hidden />
              <span className="visually-hidden">{t(`sidebar.${live}`)}</span>
            </>
          )}
          {isSilent && (
            <>
              <Hourglass className="icon item-silent" aria-hidden />
              <span className="visually-hidden">{t('sidebar.silent')}</span>
            </>
          )}
          <span id={titleId} className="item-title" dir="auto">
            {titleWords(conversation.title)}
          </span>
          <small>{time}</small>
        </button>
        <IconButton
          name={t('sidebar.delete')}
          aria-describedby={titleId}
          icon={<Trash2 className="icon" />}
          className="button ghost item-delete"
          tipSide="inline-end"
          // The second press of a double one would meet the row that has moved up.
          onClick={({ detail }) => detail < 2 && onDelete(conversation.id)}
        />
      </div>
    </li>
  )
})
ConversationItem.displayName = 'ConversationItem'
