import { useMemo } from 'react'
import { waitingMessages, type WaitingMessage } from '../../../shared/domain/waiting'
import { useConversationStore } from './conversationStore'
import { useGenerationStore } from './generationStore'
import { generationOf } from './runningGenerations'

const NONE: readonly WaitingMessage[] = []

/** The messages of the open conversation that wait for their turn, in its order. The same array until one comes or goes or is changed. */
export function useWaiting(): readonly WaitingMessage[] {
  const messages = useConversationStore(({ open }) => open?.messages)
  const queued = useMemo(() => (messages ? waitingMessages([...messages.values()]) : NONE), [messages])
  // Its phase tells of its turn a moment before the message does. A string, because numbers of other replies come four times a second.
  const begun = useGenerationStore(({ running }) =>
    queued
      .map(({ reply }) => generationOf(running, reply.id))
      .map((generation) => (generation && generation.phase.kind !== 'queued' ? generation.messageId : ''))
      .join(' ')
  )
  return useMemo(() => {
    const ids = new Set(begun.split(' '))
    const waiting = queued.filter(({ reply }) => !ids.has(reply.id))
    return waiting.length > 0 ? waiting : NONE
  }, [queued, begun])
}
