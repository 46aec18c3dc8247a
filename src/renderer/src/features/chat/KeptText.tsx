import type { ReactElement } from 'react'
import type { ConversationId } from '../../../../shared/domain/ids'
import type { TextId } from '../../../../shared/domain/keptText'
import { t } from '../../../../shared/i18n/translate'
import { useKeptText } from '../../state/keptTexts'
import { Disclosure } from '../../ui/Disclosure'

interface KeptTextProps {
  /** Of what it is, as the button says it. */
  name: string
  conversationId: ConversationId
  textId: TextId
}

/** A text that a model read besides messages, behind a button. */
export function KeptText(props: KeptTextProps): ReactElement {
  return (
    <Disclosure name={props.name}>
      <Text {...props} />
    </Disclosure>
  )
}

function Text({ name, conversationId, textId }: KeptTextProps): ReactElement | null {
  const text = useKeptText(conversationId, textId)
  if (text === undefined) return null
  if (text === null) {
    return (
      <p className="reply-settings" role="status">
        {t('reply.part.notKept')}
      </p>
    )
  }
  return (
    <pre className="prompt-text kept-text" tabIndex={0} role="group" aria-label={name} dir="auto">
      {text}
    </pre>
  )
}
