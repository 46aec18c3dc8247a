import { ArrowDown } from 'lucide-react'
import { Fragment, useEffect, useMemo, type ReactElement } from 'react'
import { branchTo, variantsOf } from '../../../../shared/domain/messageTree'
import type { Message } from '../../../../shared/domain/message'
import type { WaitingMessage } from '../../../../shared/domain/waiting'
import { t } from '../../../../shared/i18n/translate'
import { useGenerationStore } from '../../state/generationStore'
import { isMotionReduced } from '../../state/motion'
import type { OpenConversation } from '../../state/openConversation'
import { generationOf } from '../../state/runningGenerations'
import { useWaiting } from '../../state/useWaiting'
import { ContextBoundary, readingReply } from './ContextBoundary'
import { MessageRow } from './MessageRow'
import { useFollowScroll } from './useFollowScroll'
import { useRowWindow } from './useRowWindow'

const calmly = (): ScrollBehavior => (isMotionReduced() ? 'instant' : 'smooth')

/** The branch of the open conversation. Does not render while a reply grows. */
export function Transcript({ open }: { open: OpenConversation }): ReactElement {
  const { scrollerRef, innerRef, isPinned, jump } = useFollowScroll()
  const messages = useMemo(() => [...open.messages.values()], [open.messages])
  const waiting = useWaiting()
  const branch = useMemo(() => withoutWaiting(branchTo(messages, open.shownLeafId), waiting), [messages, open.shownLeafId, waiting])
  const variants = useVariants(messages, branch)
  const first = useRowWindow(branch.length, isPinned, scrollerRef)
  const isGenerating = useGenerationStore(({ running }) =>
    Object.values(running).some(({ conversationId, phase }) => conversationId === open.conversation.id && phase.kind !== 'queued')
  )
  // The message is here a moment before its generation is known, and until that has ended.
  const isBusy = isGenerating || branch.some((message) => message.role === 'assistant' && message.status.kind === 'streaming')
  const reading = readingReply(branch)

  // A reply that was just asked for is scrolled to; choosing another variant keeps the scroll position.
  useEffect(() => {
    if (open.shownLeafId !== null && generationOf(useGenerationStore.getState().running, open.shownLeafId)) jump('instant')
  }, [open.shownLeafId, jump])

  return (
    <div className="transcript-frame">
      <div
        ref={scrollerRef}
        className="transcript"
        role="log"
        aria-label={t('chat.transcript')}
        aria-live="off"
        aria-busy={isBusy}
        tabIndex={0}
      >
        <div ref={innerRef} className="column">
          {branch.slice(first).map((message, place) => (
            <Fragment key={message.parentId ?? 'root'}>
              {message.id === reading?.contextStartId && <ContextBoundary modelName={reading.parts.at(-1)?.modelName ?? null} />}
              <MessageRow message={message} variants={variants.get(message) ?? NONE} isLast={first + place === branch.length - 1} />
            </Fragment>
          ))}
        </div>
      </div>
      {!isPinned && (
        <button type="button" className="button jump" onClick={() => jump(calmly())}>
          <ArrowDown className="icon" />
          {t('chat.jump')}
          {isBusy && <span className="live" aria-hidden />}
        </button>
      )}
    </div>
  )
}

/** What waits for its turn stands above the composer. */
function withoutWaiting(branch: readonly Message[], waiting: readonly WaitingMessage[]): readonly Message[] {
  if (waiting.length === 0) return branch
  const ids = new Set(waiting.flatMap(({ question, reply }) => [question.id, reply.id]))
  return branch.filter(({ id }) => !ids.has(id))
}

const NONE: readonly Message[] = []

/** The variants of each shown reply that has others. */
function useVariants(messages: readonly Message[], branch: readonly Message[]): ReadonlyMap<Message, readonly Message[]> {
  return useMemo(() => {
    const children = new Map<string | null, number>()
    for (const { parentId } of messages) children.set(parentId, (children.get(parentId) ?? 0) + 1)
    const withOthers = branch.filter(({ role, parentId }) => role === 'assistant' && (children.get(parentId) ?? 0) > 1)
    return new Map(withOthers.map((message) => [message, variantsOf(messages, message)] as const))
  }, [messages, branch])
}
