import { useEffect, useId, type ReactElement } from 'react'
import type { WaitingMessage } from '../../../../shared/domain/waiting'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { useGenerationStore } from '../../state/generationStore'
import { useQueueStore } from '../../state/queueStore'
import { useWaiting } from '../../state/useWaiting'
import { focusComposer, say } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'
import { WaitingRow } from './WaitingRow'

/** Above the composer: what was sent in this chat and waits for its turn, in order. */
export function WaitingMessages(): ReactElement | null {
  const titleId = useId()
  const waiting = useWaiting()
  const words = useCause(waiting)
  useOvertaken()
  if (waiting.length === 0) return null
  return (
    <section className="queue" aria-labelledby={titleId}>
      <h2 id={titleId} className="queue-title">
        {words}
      </h2>
      <ol className="queue-list" aria-label={t('queue.list')}>
        {waiting.map((message) => (
          <WaitingRow key={message.reply.id} waiting={message} />
        ))}
      </ol>
    </section>
  )
}

/** How many wait, and for what: the reply above them, another one of this chat, or that of another chat. */
function useCause(waiting: readonly WaitingMessage[]): string {
  const aboveId = waiting[0]?.question.parentId ?? null
  const conversationId = waiting[0]?.question.conversationId
  // A string: what is running changes four times a second, its numbers with it.
  const cause = useGenerationStore(({ running }) => {
    const own = Object.values(running).filter((generation) => generation.conversationId === conversationId)
    if (own.some(({ messageId }) => messageId === aboveId)) return 'above'
    if (own.some(({ phase }) => phase.kind !== 'queued')) return 'otherReply'
    const [behind] = own.flatMap(({ phase }) => (phase.kind === 'queued' ? [phase.behind] : []))
    return behind === undefined ? 'above' : `chat ${behind}`
  })
  const count = waiting.length
  if (cause === 'above') return t('queue.here', { count })
  if (cause === 'otherReply') return t('queue.otherReply', { count })
  return t('queue.elsewhere', { count, title: titleWords(cause.slice('chat '.length)) })
}

/** Says what became of a change whose message was sent meanwhile. */
function useOvertaken(): void {
  useEffect(
    () =>
      useQueueStore.subscribe(({ overtaken }, before) => {
        if (overtaken === before.overtaken) return
        showToast(t('queue.overtaken'))
        say(t('queue.overtaken'))
        // The field that had the focus is gone.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) focusComposer()
        })
      }),
    []
  )
}
