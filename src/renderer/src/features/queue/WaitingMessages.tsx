import { useEffect, useId, type ReactElement } from 'react'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { useQueueStore } from '../../state/queueStore'
import { useWaiting } from '../../state/useWaiting'
import { focusComposer } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'
import { WaitingRow } from './WaitingRow'

/** Above the composer: what was sent in this chat and waits for its turn, in order. */
export function WaitingMessages(): ReactElement | null {
  const titleId = useId()
  const waiting = useWaiting()
  const words = useCause(waiting.length)
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

/** How many wait, and for what: a reply of this chat, or that of another one. */
function useCause(count: number): string {
  const openId = useConversationStore(({ open }) => open?.conversation.id)
  const behind = useGenerationStore(({ running }) => {
    const own = Object.values(running).filter(({ conversationId }) => conversationId === openId)
    if (own.some(({ phase }) => phase.kind !== 'queued')) return null
    const [phase] = own.flatMap(({ phase }) => (phase.kind === 'queued' ? [phase] : []))
    return phase?.behind ?? null
  })
  return behind === null ? t('queue.here', { count }) : t('queue.elsewhere', { count, title: titleWords(behind) })
}

/** Says what became of a change whose message was sent meanwhile. */
function useOvertaken(): void {
  useEffect(
    () =>
      useQueueStore.subscribe(({ overtaken }, before) => {
        if (overtaken === before.overtaken) return
        showToast(t('queue.overtaken'))
        // The field that had the focus is gone.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) focusComposer()
        })
      }),
    []
  )
}
