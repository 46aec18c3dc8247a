import { useEffect, useState, type ReactElement } from 'react'
import { isHeldBack } from '../../../../shared/domain/heldBack'
import { useAppStore } from '../../state/appStore'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { useReadingPreferences } from '../../state/preferencesStore'
import { isGenerating, type RunningGeneration } from '../../state/runningGenerations'
import { useSilentReply } from '../../state/silentReply'
import { HiddenAlerts } from '../../ui/Alert'
import { useAtMostEvery } from '../../ui/useAtMostEvery'
import { NOTHING, ofModel, ofPhase, ofSilentLoad, ofSilentReply } from './announcement'
import { useHappening } from './useHappening'
import { useSentences } from './useSentences'

const BETWEEN_NUMBERS = 2000
/** For so long the region is empty before something new: a screen reader says also what it has said before. Milliseconds. */
const EMPTY_FIRST = 100

/**
 * The one status region. It says what goes on in the open conversation, else with the model, else what happened last; how much of it, the
 * person chooses. What somebody has just done here, and what they should know, is said in any case and at once.
 */
export function Announcer(): ReactElement {
  const { announcements } = useReadingPreferences()
  const model = useAppStore((state) => state.model)
  const loadingSilence = useAppStore((state) => state.silence.loading)
  const silentReply = useSilentReply()
  const generation = useOpenGeneration()
  const phase = generation?.phase
  const isSilent = useConversationStore(({ open }) => {
    const reply = generation && open?.messages.get(generation.messageId)
    return reply?.role === 'assistant' && isHeldBack(reply)
  })
  // From before the first word: what is there when this begins is not said.
  const { sentences, spoken } = useSentences(announcements === 'sentences' && !isSilent ? (generation?.messageId ?? null) : null)
  const silence = ofSilentReply(silentReply) ?? ofSilentLoad(loadingSilence, phase) // it asks for an answer
  const work = (phase?.kind === 'writing' ? sentences : null) ?? (phase && ofPhase(phase, model)) ?? ofModel(model)
  const progress = silence ?? (announcements === 'off' ? null : work)
  const now = useHappening(progress?.words ?? null, spoken) ?? progress ?? NOTHING
  const words = useAtMostEvery(BETWEEN_NUMBERS, now.words, now.kind)
  // Also as an attribute: an open dialog hides everything else from a screen reader, but no region that says so.
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite">
        {useEmptyFirst(now.kind, words)}
      </div>
      <HiddenAlerts />
    </>
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

/** The words, after the region has been empty for a moment when they are of another kind. */
function useEmptyFirst(kind: string, words: string): string {
  const [ready, setReady] = useState(NOTHING.kind)
  useEffect(() => {
    const timer = setTimeout(() => setReady(kind), EMPTY_FIRST)
    return () => clearTimeout(timer)
  }, [kind])
  return ready === kind ? words : ''
}
