import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { AssistantMessage } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { copyMessage } from '../../state/clipboardActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'

const CONFIRMED_FOR = 1500

/** Copies a reply and shows for a moment that it did. */
export function CopyButton({ message, isLast }: { message: AssistantMessage; isLast: boolean }): ReactElement {
  const keys = useShortcutWords('copyLastReply')
  const [copies, setCopies] = useState(0)
  useEffect(() => {
    if (copies === 0) return undefined
    const timer = setTimeout(() => setCopies(0), CONFIRMED_FOR)
    return () => clearTimeout(timer)
  }, [copies])
  const copy = async (): Promise<void> => {
    if (await copyMessage(message)) setCopies((count) => count + 1)
  }
  return (
    <IconButton
      name={t('reply.copy')}
      keys={isLast ? keys : undefined}
      icon={copies > 0 ? <Check className="icon done" /> : <Copy className="icon" />}
      className="button ghost reveal"
      onClick={() => void copy()}
    />
  )
}
