import { useId, useState, type ReactElement } from 'react'
import type { UserMessage } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { CopyButton } from './CopyButton'
import { MessageTime } from './MessageTime'
import { textBlocks } from '../../ui/textBlocks'

interface UserRowProps {
  message: UserMessage
  /** Mounted only because a selection begins or ends in it. */
  isParked: boolean
  /** The next reply leaves it out. */
  isUnread: boolean
}

/** More than this is shown whole only when it is asked for. */
const LONG_TEXT = 3_000 // characters
const LONG_LINES = 30

const isLong = (text: string): boolean => text.length > LONG_TEXT || text.split('\n', LONG_LINES + 1).length > LONG_LINES

/** A message of the person: what was written, as it was written. */
export function UserRow({ message, isParked, isUnread }: UserRowProps): ReactElement {
  const headingId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const isFolded = isLong(message.text) && !isOpen
  return (
    <article
      className={`message user settled${isParked ? ' parked' : ''}${isUnread ? ' unread' : ''}`}
      aria-labelledby={headingId}
      data-message-id={message.id}
    >
      <h2 id={headingId} className="visually-hidden">
        {t('chat.you')}
      </h2>
      {isUnread && <p className="visually-hidden">{t('chat.unread')}</p>}
      <div className="bubble">
        <UserText text={message.text} isFolded={isFolded} />
        {isLong(message.text) && (
          <button type="button" className="button ghost unfold" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t('chat.showLess') : t('chat.showAll')}
          </button>
        )}
      </div>
      <div className="message-aside">
        <CopyButton message={message} />
        <MessageTime at={message.createdAt} />
      </div>
    </article>
  )
}

function UserText({ text, isFolded }: { text: string; isFolded: boolean }): ReactElement {
  const blocks = textBlocks(text)
  return (
    <div className={isFolded ? 'message-text folded' : 'message-text'} dir="auto">
      {blocks.length === 1 ? text : blocks.map((block, place) => <div key={place} className="text-block" children={block} />)}
    </div>
  )
}
