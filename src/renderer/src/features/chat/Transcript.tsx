import { Fragment, useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { branchTo } from '../../../../shared/domain/messageTree'
import { hasEnded } from '../../../../shared/domain/hasEnded'
import type { Message } from '../../../../shared/domain/message'
import type { WaitingMessage } from '../../../../shared/domain/waiting'
import { t } from '../../../../shared/i18n/translate'
import { textOfMessage } from '../../state/clipboardActions'
import { useContextStore } from '../../state/contextStore'
import { useGenerationStore } from '../../state/generationStore'
import { isMotionReduced } from '../../state/motion'
import type { OpenConversation } from '../../state/openConversation'
import { provideRichText } from '../../state/richTextSource'
import { generationOf } from '../../state/runningGenerations'
import { useWaiting } from '../../state/useWaiting'
import { useToday } from '../../ui/useToday'
import { BeforeRows } from './BeforeRows'
import { repliesOfNewAuthors, variantsIn, mountedPlaces } from './branchRows'
import { ContextBoundary, readOf } from './ContextBoundary'
import { richTextOfMessages } from './copying/renderedMessages'
import { beginsDay, DateLine } from './DateLine'
import { JumpButton } from './JumpButton'
import { MessageRow } from './MessageRow'
import { useTranscriptKeys } from './useTranscriptKeys'
import { useTranscriptScroll, type Sent } from './useTranscriptScroll'
import { useTranscriptSelection } from './useTranscriptSelection'

const calmly = (): ScrollBehavior => (isMotionReduced() ? 'instant' : 'smooth')
const atOnce = (): ScrollBehavior => 'instant'
const NONE: readonly Message[] = []

/** The branch of the open conversation, of which some rows are mounted. Does not render while a reply grows. */
export function Transcript({ open }: { open: OpenConversation }): ReactElement {
  const messages = useMemo(() => [...open.messages.values()], [open.messages])
  const waiting = useWaiting()
  const branch = useMemo(() => withoutWaiting(branchTo(messages, open.shownLeafId), waiting), [messages, open.shownLeafId, waiting])
  const variants = useMemo(() => variantsIn(messages, branch), [messages, branch])
  const newAuthors = useMemo(() => repliesOfNewAuthors(branch), [branch])
  const ids = useMemo(() => branch.map(({ id }) => id), [branch])
  const { scrollerRef, columnRef, roomRef, first, end, beforeRows, isBelow, toEnd, toStart, toSent } = useTranscriptScroll(
    open.conversation.id,
    branch
  )
  const { isAllSelected, keptIds } = useTranscriptSelection(columnRef, branch, `${first} ${end}`)
  useTranscriptKeys(scrollerRef, { toStart, toEnd: () => toEnd(atOnce()) })
  useEffect(() => provideRichText((message) => richTextOfMessages([message], textOfMessage)[0] ?? ''), [])
  useSentMessage(open, branch.at(-1), toSent)
  const isBusy = useIsBusy(open, branch)
  const today = useToday()
  const reading = useMemo(() => readOf(branch), [branch])
  const unread = useUnread(branch)
  const places = mountedPlaces(branch, first, end, keptIds)

  return (
    <div className="transcript-frame">
      <div
        ref={scrollerRef}
        className={isAllSelected ? 'transcript all-selected' : 'transcript'}
        role="log"
        aria-label={t('chat.transcript')}
        aria-live="off"
        aria-busy={isBusy}
        tabIndex={0}
      >
        <BeforeRows rows={`${first} ${end}`} onBefore={beforeRows} />
        <div ref={columnRef} className="column">
          {places.map((place) => {
            const message = branch[place]
            if (!message) return null
            const isParked = place < first || place >= end
            return (
              <Fragment key={message.parentId ?? 'root'}>
                {!isParked && beginsDay(message, branch[place - 1], today) && <DateLine at={message.createdAt} today={today} />}
                {!isParked && <ContextBoundary reading={reading} id={message.id} />}
                <MessageRow
                  message={message}
                  variants={variants.get(message.id) ?? NONE}
                  isLast={place === branch.length - 1}
                  isNewAuthor={newAuthors.has(message.id)}
                  isParked={isParked}
                  isUnread={place >= unread.from && place < unread.to}
                />
              </Fragment>
            )
          })}
        </div>
        <div ref={roomRef} />
      </div>
      {isBelow && <JumpButton lastId={ids.at(-1)} onJump={() => toEnd(calmly())} />}
    </div>
  )
}

/** The places of the messages that the next reply leaves out. */
function useUnread(branch: readonly Message[]): { from: number; to: number } {
  const firstId = useContextStore(({ ledger }) => ledger?.firstUnreadId ?? null)
  const lastId = useContextStore(({ ledger }) => ledger?.lastUnreadId ?? null)
  return useMemo(() => {
    const placeOf = (wanted: MessageId | null): number => (wanted === null ? -1 : branch.findIndex(({ id }) => id === wanted))
    return { from: placeOf(firstId), to: placeOf(lastId) + 1 }
  }, [branch, firstId, lastId])
}

/** Whether a reply is being made. The message is here a moment before its generation is known, and until that has ended. */
function useIsBusy({ conversation }: OpenConversation, branch: readonly Message[]): boolean {
  const isGenerating = useGenerationStore(({ running }) =>
    Object.values(running).some(({ conversationId, phase }) => conversationId === conversation.id && phase.kind !== 'queued')
  )
  return isGenerating || branch.some((message) => message.role === 'assistant' && message.status.kind === 'streaming')
}

/** What waits for its turn stands above the composer. */
function withoutWaiting(branch: readonly Message[], waiting: readonly WaitingMessage[]): readonly Message[] {
  if (waiting.length === 0) return branch
  const ids = new Set(waiting.flatMap(({ question, reply }) => [question.id, reply.id]))
  return branch.filter(({ id }) => !ids.has(id))
}

/**
 * A reply that was just asked for is gone to, and one whose turn has come while the end was followed; another variant that is chosen keeps
 * the view where it is.
 */
function useSentMessage(open: OpenConversation, last: Message | undefined, goToSent: (how: Sent) => void): void {
  const { shownLeafId } = open
  const latest = useRef({ shownLeafId, lastId: last?.id })
  useEffect(() => {
    const { shownLeafId: leafBefore, lastId: lastBefore } = latest.current
    latest.current = { shownLeafId, lastId: last?.id }
    const questionId = last?.role === 'assistant' ? last.parentId : undefined
    if (leafBefore !== shownLeafId) {
      if (isBeingMade(open, shownLeafId)) goToSent({ questionId, isTurn: false })
    } else if (lastBefore !== last?.id && questionId !== undefined) goToSent({ questionId, isTurn: true })
  })
}

/** The message is here a moment before its generation is known. */
function isBeingMade({ messages }: OpenConversation, id: MessageId | null): boolean {
  const message = id === null ? undefined : messages.get(id)
  if (message?.role !== 'assistant') return false
  return !hasEnded(message) || generationOf(useGenerationStore.getState().running, message.id) !== undefined
}
