import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { copyMessage } from '../../state/clipboardActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { IconButton } from '../../ui/IconButton'

const CONFIRMED_FOR = 1500

/** Copies a message and shows for a moment that it did. `hasKeys`: the shortcut copies this one. */
export function CopyButton({ message, hasKeys = false }: { message: Message; hasKeys?: boolean }): ReactElement {
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
      keys={hasKeys ? keys : undefined}
      icon={copies > 0 ? <Check className="icon done" /> : <Copy className="icon" />}
      className="button ghost icon-only reveal"
      onClick={() => void copy()}
    />
  )
}
