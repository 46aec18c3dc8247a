import { useEffect, useState } from 'react'
import type { ConversationId } from '../../../shared/domain/ids'
import type { TextId } from '../../../shared/domain/keptText'
import { call } from '../bridge'

/** A text that was kept with a reply. Undefined: not here yet; null: it is not there, or cannot be read. */
export function useKeptText(conversationId: ConversationId, textId: TextId): string | null | undefined {
  const [text, setText] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    let isWanted = true
    void call('conversation.readText', { conversationId, textId }).then((result) => {
      if (isWanted) setText(result.ok ? result.value : null)
    })
    return () => void (isWanted = false)
  }, [conversationId, textId])
  return text
}
