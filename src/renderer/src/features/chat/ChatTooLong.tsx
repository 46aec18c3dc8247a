import { useRef, type ReactElement } from 'react'
import type { AssistantMessage } from '../../../../shared/domain/message'
import type { WhenFull } from '../../../../shared/domain/whenFull'
import { t } from '../../../../shared/i18n/translate'
import { targetOf } from '../../state/chatTarget'
import { chooseWhenFull } from '../../state/choiceStore'
import { continueReply } from '../../state/generationActions'
import { RaiseContext } from './RaiseContext'

const answers = ['leaveOutOldest', 'keepFirst', 'summarize'] as const satisfies readonly WhenFull[]

/** Below a reply that was not made because the chat does not fit: what can be done. It holds for the chat from then on. */
export function ChatTooLong({ message }: { message: AssistantMessage }): ReactElement {
  const isAnswering = useRef(false)
  const answer = async (whenFull: WhenFull): Promise<void> => {
    if (isAnswering.current) return
    isAnswering.current = true
    // By then another chat may be on the screen.
    if (await chooseWhenFull(whenFull, targetOf(message.conversationId))) await continueReply(message.id, message.conversationId)
    isAnswering.current = false
  }
  return (
    <div className="message-answers" role="group" aria-label={t('context.whenFull.choices')}>
      {answers.map((whenFull) => (
        <button key={whenFull} type="button" className="button" onClick={() => void answer(whenFull)}>
          {t(`context.whenFull.${whenFull}`)}
        </button>
      ))}
      <RaiseContext />
    </div>
  )
}
