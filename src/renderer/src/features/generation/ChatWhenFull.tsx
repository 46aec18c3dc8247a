import type { ReactElement } from 'react'
import { DEFAULT_WHEN_FULL } from '../../../../shared/domain/whenFull'
import { chooseWhenFull, useOwnChoice } from '../../state/choiceStore'
import { targetOf } from '../../state/chatTarget'
import { useConversationStore } from '../../state/conversationStore'
import { usePreferencesStore } from '../../state/preferencesStore'
import { WhenFullSetting } from './WhenFullSetting'

/** What becomes of the chat on the screen when it is full: a choice of its own, or as every chat. */
export function ChatWhenFull(): ReactElement {
  const id = useConversationStore((state) => state.open?.conversation.id ?? null)
  const own = useOwnChoice()
  const general = usePreferencesStore(({ preferences }) => preferences.generation)
  return (
    <WhenFullSetting
      key={id ?? 'new'}
      choice={own ?? general}
      unchanged={general.whenFull ?? DEFAULT_WHEN_FULL}
      onChange={(whenFull) => void chooseWhenFull(whenFull, targetOf(id))}
    />
  )
}
