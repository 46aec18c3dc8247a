import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Notice } from '../../../../shared/contract/notice'
import type { MessageId } from '../../../../shared/domain/ids'
import type { Message } from '../../../../shared/domain/message'
import type { ReadingPreferences } from '../../../../shared/domain/readingPreferences'
import { joinedSentences } from '../../../../shared/i18n/joined'
import { noticeWords } from '../../../../shared/i18n/noticeWords'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore, type WindowNotice } from '../../state/appStore'
import { useConversationStore } from '../../state/conversationStore'
import { useGenerationStore } from '../../state/generationStore'
import { usePreferencesStore } from '../../state/preferencesStore'
import { useViewStore } from '../../state/viewStore'
import { ofEnd, type Announcement } from './announcement'
import type { Spoken } from './useSentences'

/** For so long nothing else is said. Milliseconds. */
const SAID_FOR = 2000

interface Happening {
  readonly announcement: Announcement
  /** The progress that it was said over, in words; null once that is over. */
  readonly over: string | null
}

/**
 * What has happened last and is said at once, also while something else goes on: the end of a reply on the screen or of a load, what the person
 * has done, such as copying, and what they should know, such as that the model is back. Null once progress with news has come after it:
 * nothing is heard twice. `progress`: in words; `spoken`: what of the reply has been said already.
 */
export function useHappening(progress: string | null, spoken: RefObject<Spoken | null>): Announcement | null {
  const [happening, setHappening] = useState<Happening | null>(null)
  const [isFresh, setIsFresh] = useState(false)
  const latest = useRef(progress)
  useEffect(() => {
    latest.current = progress
  }, [progress])

  useEffect(
    () =>
      followHappenings(spoken, (announcement) => {
        setHappening(announcement && { announcement, over: latest.current })
        setIsFresh(announcement !== null)
      }),
    [spoken]
  )
  useEffect(() => {
    if (!isFresh) return undefined
    const timer = setTimeout(() => setIsFresh(false), SAID_FOR)
    return () => clearTimeout(timer)
  }, [isFresh, happening])
  if (happening && progress !== happening.over) {
    if (progress === null) setHappening({ ...happening, over: null })
    else if (!isFresh) setHappening(null)
  }
  return happening?.announcement ?? null
}

/** Null: something has ended that says so itself. */
function followHappenings(spoken: RefObject<Spoken | null>, tell: (announcement: Announcement | null) => void): () => void {
  const ends = useGenerationStore.subscribe(({ running }, before) => {
    if (running === before.running || mode() === 'off') return
    const ended = Object.values(before.running).filter((generation) => !running[generation.generationId])
    const message = ended.map(({ messageId }) => shownMessage(messageId)).findLast((found) => found?.role === 'assistant')
    if (message?.role !== 'assistant') return
    const from = spoken.current?.messageId === message.id ? spoken.current.to : message.text.length
    tell(ofEnd(message, mode(), from))
  })
  const statuses = useAppStore.subscribe((state, before) => {
    const hasLoaded = before.model.kind === 'loading' && state.model.kind === 'ready'
    if (hasLoaded && mode() !== 'off') tell({ kind: 'ready', words: t('announcer.ready') })
    // Errors are alerts where they are shown.
    const fresh = state.notices.filter(({ id, tone }) => tone !== 'error' && !before.notices.some((known) => known.id === id))
    const last = fresh.at(-1)
    if (last) tell({ kind: `notice ${last.id}`, words: fresh.flatMap(sentencesOf).reduce(joinedSentences) })
  })
  const acts = useViewStore.subscribe(({ said }, before) => {
    if (said && said !== before.said) tell({ kind: `said ${said.at}`, words: said.text })
  })
  return () => [ends, statuses, acts].forEach((unsubscribe) => unsubscribe())
}

const mode = (): ReadingPreferences['announcements'] => usePreferencesStore.getState().preferences.announcements

const shownMessage = (id: MessageId): Message | undefined => useConversationStore.getState().open?.messages.get(id)

function sentencesOf({ content }: Notice | WindowNotice): string[] {
  if (content.kind === 'failure') return []
  const { message, detail } = noticeWords(content)
  return detail === undefined ? [message] : [message, detail]
}
