import { useEffect, useRef, useState, type RefObject } from 'react'
import type { MessageId } from '../../../../shared/domain/ids'
import { streamStore } from '../../state/streamStore'
import type { Announcement } from './announcement'
import { newSentences } from './spokenText'

const BETWEEN_SENTENCES = 5000 // ms

/** A message and the place in its text up to which it has been said. */
export interface Spoken {
  readonly messageId: MessageId
  readonly to: number
}

/**
 * The newest whole sentences of a growing reply, at most every five seconds: what was written meanwhile is said together, and nothing twice.
 * Of a reply that was growing before, only what comes from now on is said.
 */
export function useSentences(messageId: MessageId | null): { sentences: Announcement | null; spoken: RefObject<Spoken | null> } {
  const [sentences, setSentences] = useState<(Announcement & { of: MessageId }) | null>(null)
  const spoken = useRef<Spoken | null>(null)
  useEffect(() => {
    if (messageId === null) return undefined
    spoken.current = { messageId, to: streamStore.read(messageId)?.length ?? 0 }
    let lastAt = Number.NEGATIVE_INFINITY
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = (): void => {
      timer = undefined
      const from = spoken.current?.to ?? 0
      const { words, to } = newSentences(streamStore.read(messageId) ?? '', from)
      if (to === from) return
      spoken.current = { messageId, to }
      lastAt = performance.now()
      if (words !== '') setSentences({ kind: `sentences ${to}`, words, of: messageId })
    }
    const unsubscribe = streamStore.subscribe(messageId, () => {
      timer ??= setTimeout(say, Math.max(LOOK_AGAIN, lastAt + BETWEEN_SENTENCES - performance.now()))
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [messageId])
  return { sentences: sentences?.of === messageId ? sentences : null, spoken }
}

/** Not with every piece of text that comes. Milliseconds. */
const LOOK_AGAIN = 250
