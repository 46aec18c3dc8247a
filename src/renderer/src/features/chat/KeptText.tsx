import { useId, useState, type ReactElement } from 'react'
import type { ConversationId } from '../../../../shared/domain/ids'
import type { TextId } from '../../../../shared/domain/keptText'
import { t } from '../../../../shared/i18n/translate'
import { useKeptText } from '../../state/keptTexts'

interface KeptTextProps {
  /** Of what it is, as the button says it. */
  name: string
  conversationId: ConversationId
  textId: TextId
}

/** A text that a model read besides messages, behind a button. */
export function KeptText(props: KeptTextProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        className="button ghost kept-text-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {props.name}
      </button>
      {isOpen && <Text id={id} {...props} />}
    </>
  )
}

function Text({ id, name, conversationId, textId }: KeptTextProps & { id: string }): ReactElement | null {
  const text = useKeptText(conversationId, textId)
  if (text === undefined) return null
  if (text === null) {
    return (
      <p id={id} className="reply-settings" role="status">
        {t('reply.part.notKept')}
      </p>
    )
  }
  return (
    <pre id={id} className="prompt-text kept-text" tabIndex={0} role="region" aria-label={name} dir="auto">
      {text}
    </pre>
  )
}
