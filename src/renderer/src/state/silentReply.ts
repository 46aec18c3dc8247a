import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import { useAppStore } from './appStore'
import { showVariant } from './conversationActions'
import { useConversationStore } from './conversationStore'
import { useGenerationStore } from './generationStore'
import type { OpenConversation } from './openConversation'
import { openConversation } from './openings'
import { isGenerating } from './runningGenerations'

/** A reply whose engine has given no answer for so long that the person is asked about it. */
export interface SilentReply {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly seconds: number
  /** Of its conversation; null where the list does not go back to that yet. */
  readonly title: string | null
  /** It is on the branch on the screen. */
  readonly isShown: boolean
}

/** Null while there is none. There is at most one: no two replies are generated at once. */
export function useSilentReply(): SilentReply | null {
  const seconds = useAppStore((state) => state.silence.generating)
  const generation = useGenerationStore(({ running }) =>
    seconds === null ? undefined : Object.values(running).find((other) => isGenerating(other))
  )
  const isShown = useConversationStore(({ open }) => generation !== undefined && open !== null && shows(open, generation.messageId))
  const title = useAppStore(({ conversations }) => generation && conversations.find(({ id }) => id === generation.conversationId)?.title)
  if (seconds === null || !generation) return null
  const { conversationId, messageId } = generation
  return { conversationId, messageId, seconds, title: title ?? null, isShown }
}

/** Whether such a reply is one of this conversation. */
export function useIsSilent(conversationId: ConversationId): boolean {
  const isAsked = useAppStore((state) => state.silence.generating !== null)
  return useGenerationStore(
    ({ running }) => isAsked && Object.values(running).some((other) => other.conversationId === conversationId && isGenerating(other))
  )
}

/** Brings it onto the screen: its chat, and in that its variant where it opens with another one. */
export async function showSilentReply({ conversationId, messageId }: SilentReply): Promise<void> {
  await openConversation(conversationId)
  const { open } = useConversationStore.getState()
  if (open?.conversation.id === conversationId && !shows(open, messageId)) await showVariant(messageId)
}

function shows({ messages, shownLeafId }: OpenConversation, messageId: MessageId): boolean {
  let id = shownLeafId
  while (id !== null && id !== messageId) id = messages.get(id)?.parentId ?? null
  return id !== null
}
