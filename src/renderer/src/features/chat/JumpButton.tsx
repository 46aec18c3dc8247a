import { ArrowDown } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { t } from '../../../../shared/i18n/translate'
import { streamStore } from '../../state/streamStore'

interface JumpButtonProps {
  /** The last message of the branch. */
  lastId: MessageId | undefined
  onJump: () => void
}

/** The way back to the end. It has a mark once there is text that was not in view, and is only there while the end is not followed. */
export function JumpButton({ lastId, onJump }: JumpButtonProps): ReactElement {
  const [atFirst] = useState(lastId)
  const [hasGrown, setHasGrown] = useState(false)
  useEffect(() => (lastId === undefined ? undefined : streamStore.subscribe(lastId, () => setHasGrown(true))), [lastId])
  const hasNews = hasGrown || lastId !== atFirst
  return (
    <button type="button" className="button jump" aria-description={hasNews ? t('chat.newText') : undefined} onClick={onJump}>
      <ArrowDown className="icon" />
      {t('chat.jump')}
      {hasNews && <span className="live" aria-hidden />}
    </button>
  )
}
