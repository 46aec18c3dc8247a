import { memo, type ReactElement } from 'react'
import type { Message } from '../../../../shared/domain/message'
import { ReplyRow } from './ReplyRow'
import { UserRow } from './UserRow'

interface MessageRowProps {
  message: Message
  /** The messages with the same parent, oldest first. */
  variants: readonly Message[]
  isLast: boolean
  /** Another model wrote the reply before it, or it is the first one. */
  isNewAuthor: boolean
  /** Mounted only because a selection begins or ends in it. */
  isParked: boolean
  /** The next reply leaves it out. */
  isUnread: boolean
}

/** One message of the branch. Renders only when the message itself changes. */
export const MessageRow = memo(({ message, ...rest }: MessageRowProps): ReactElement =>
  message.role === 'user' ? (
    <UserRow message={message} isParked={rest.isParked} isUnread={rest.isUnread} />
  ) : (
    <ReplyRow message={message} {...rest} />
  )
)
MessageRow.displayName = 'MessageRow'
