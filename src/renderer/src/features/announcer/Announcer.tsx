import { useEffect, useState, type ReactElement, type RefObject } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import type { Message } from '../../../../shared/domain/message'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { usePreferencesStore, useReadingPreferences } from '../../state/preferencesStore'
import { isGenerating, type RunningGeneration } from '../../state/runningGenerations'
import { useSilentReply } from '../../state/silentReply'
import { useViewStore } from '../../state/viewStore'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { ofEnd, ofModel, ofPhase, ofSilentLoad, ofSilentReply, type Announcement } from './announcement'
import { useSentences, type Spoken } from './useSentences'

const BETWEEN_NUMBERS = 2000
/** For so long the region is empty before something new: a screen reader says also what it has said before. Milliseconds. */
const EMPTY_FIRST = 100
const nothing: Announcement = { kind: 'nothing', words: '' }

/**
 * The one status region. It says what goes on in the open conversation, else with the model, else what happened last; how much of it, the
 * person chooses. What somebody has just done here is said in any case.
 */
export function Announcer(): ReactElement {
  const { announcements } = useReadingPreferences()
  const model = useAppStore((state) => state.model)
  const loadingSilence = useAppStore((state) => state.silence.loading)
  const silentReply = useSilentReply()
  const generation = useOpenGeneration()
  const phase = generation?.phase
  // From before the first word: what is there when this begins is not said.
  const { sentences, spoken } = useSentences(announcements === 'sentences' ? (generation?.messageId ?? null) : null)
  const last = useLastHappening(spoken)
  const silence = ofSilentReply(silentReply) ?? ofSilentLoad(loadingSilence, phase) // it asks for an answer
  const progress = (phase?.kind === 'writing' ? sentences : null) ?? (phase && ofPhase(phase, model)) ?? ofModel(model)
  const now = silence ?? (announcements === 'off' ? null : progress) ?? last
  const words = useAtMostEvery(BETWEEN_NUMBERS, now.words, now.kind)
  // Also as an attribute: an open dialog hides everything else from a screen reader, but no region that says so.
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {useEmptyFirst(now.kind, words)}
    </div>
  )
}

/** What is generated, or waits, in the open conversation. */
function useOpenGeneration(): RunningGeneration | undefined {
  const openId = useConversationStore(({ open }) => open?.conversation.id ?? null)
  return useGenerationStore(({ running }) => {
    const own = Object.values(running).filter((generation) => generation.conversationId === openId)
    return own.find(isGenerating) ?? own.at(-1)
  })
}

/** The last end of a reply on the screen, of a load, or of a small act such as copying. */
function useLastHappening(spoken: RefObject<Spoken | null>): Announcement {
  const [last, setLast] = useState(nothing)
  useEffect(() => {
    const mode = (): ReturnType<typeof useReadingPreferences>['announcements'] => usePreferencesStore.getState().preferences.announcements
    const ends = useGenerationStore.subscribe(({ running }, before) => {
      if (running === before.running || mode() === 'off') return
      const ended = Object.values(before.running).filter((generation) => !running[generation.generationId])
      const message = ended.map(({ messageId }) => shownMessage(messageId)).findLast((found) => found?.role === 'assistant')
      if (message?.role !== 'assistant') return
      const from = spoken.current?.messageId === message.id ? spoken.current.to : message.text.length
      setLast(ofEnd(message, mode(), from) ?? nothing)
    })
    const loads = useAppStore.subscribe((state, before) => {
      if (mode() === 'off') return
      if (before.model.kind === 'loading' && state.model.kind === 'ready') setLast({ kind: 'ready', words: t('announcer.ready') })
    })
    const acts = useViewStore.subscribe(({ said }, before) => {
      if (said && said !== before.said) setLast({ kind: `said ${said.at}`, words: said.text })
    })
    return () => [ends, loads, acts].forEach((unsubscribe) => unsubscribe())
  }, [spoken])
  return last
}

const shownMessage = (id: MessageId): Message | undefined => useConversationStore.getState().open?.messages.get(id)

/** The words, after the region has been empty for a moment when they are of another kind. */
function useEmptyFirst(kind: string, words: string): string {
  const [ready, setReady] = useState(nothing.kind)
  useEffect(() => {
    const timer = setTimeout(() => setReady(kind), EMPTY_FIRST)
    return () => clearTimeout(timer)
  }, [kind])
  return ready === kind ? words : ''
}
