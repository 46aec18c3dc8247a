import type { ReactElement } from 'react'
import type { Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { copyMessage } from '../../state/clipboardActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { ConfirmingButton } from '../../ui/ConfirmingButton'

/** Copies a message and shows for a moment that it did. `hasKeys`: the shortcut copies this one. */
export function CopyButton({ message, hasKeys = false }: { message: Message; hasKeys?: boolean }): ReactElement {
  const keys = useShortcutWords('copyLastReply')
  return (
    <ConfirmingButton
      name={t('reply.copy')}
      keys={hasKeys ? keys : undefined}
      className="button ghost icon-only reveal"
      onClick={() => copyMessage(message)}
    />
  )
}
