import { useEffect, useState, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { isGenerating } from '../../state/runningGenerations'
import { useSilentReply } from '../../state/silentReply'
import { useViewStore } from '../../state/viewStore'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { ofEnd, ofModel, ofPhase, ofSilentLoad, ofSilentReply, type Announcement } from './announcement'

const BETWEEN_NUMBERS = 2000
const nothing: Announcement = { kind: 'nothing', words: '' }

/** The one status region. It says what goes on in the open conversation, else with the model, else what happened last. */
export function Announcer(): ReactElement {
  const model = useAppStore((state) => state.model)
  const loadingSilence = useAppStore((state) => state.silence.loading)
  const silentReply = useSilentReply()
  const openId = useConversationStore(({ open }) => open?.conversation.id ?? null)
  const phase = useGenerationStore(({ running }) => {
    const own = Object.values(running).filter((generation) => generation.conversationId === openId)
    return (own.find(isGenerating) ?? own.at(-1))?.phase
  })
  const last = useLastHappening()
  const now =
    ofSilentReply(silentReply) ?? ofSilentLoad(loadingSilence, phase) ?? (phase && ofPhase(phase, model)) ?? ofModel(model) ?? last
  const words = useAtMostEvery(BETWEEN_NUMBERS, now.words, now.kind)
  return (
    <div className="visually-hidden" role="status">
      {words}
    </div>
  )
}

/** The last end of a reply on the screen, of a load, or of a small act such as copying. */
function useLastHappening(): Announcement {
  const [last, setLast] = useState(nothing)
  useEffect(() => {
    const ends = useGenerationStore.subscribe(({ running }, before) => {
      const { open } = useConversationStore.getState()
      const ended = Object.values(before.running).filter((generation) => !running[generation.generationId])
      const message = ended.map(({ messageId }) => open?.messages.get(messageId)).findLast((found) => found?.role === 'assistant')
      if (message?.role === 'assistant') setLast(ofEnd(message) ?? nothing)
    })
    const loads = useAppStore.subscribe((state, before) => {
      if (before.model.kind === 'loading' && state.model.kind === 'ready') setLast({ kind: 'ready', words: t('announcer.ready') })
    })
    const acts = useViewStore.subscribe(({ said }, before) => {
      if (said && said !== before.said) setLast({ kind: `said ${said.at}`, words: said.text })
    })
    return () => [ends, loads, acts].forEach((unsubscribe) => unsubscribe())
  }, [])
  return last
}
