import { create } from 'zustand'
import type { AppError } from '../../../shared/contract/appError'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { OpenConversation } from './openConversation'

/** Something the person asked for and main refused, shown where it was asked. */
type Refusal =
  { kind: 'send'; conversationId: ConversationId | null; error: AppError } | { kind: 'message'; messageId: MessageId; error: AppError }

export interface ConversationState {
  /** Null: the empty page of a new chat. */
  readonly open: OpenConversation | null
  /** Asked for and not here yet; the one before stays on the screen until then. */
  readonly openingId: ConversationId | null
  readonly refusal: Refusal | null
}

export const initialConversationState: ConversationState = { open: null, openingId: null, refusal: null }

/** The conversation on the screen. */
export const useConversationStore = create<ConversationState>()(() => initialConversationState)

/** Keeps the state object when nothing is open or `change` changes nothing: its subscribers run at every new one. */
export function changeOpen(change: (open: OpenConversation) => OpenConversation): void {
  useConversationStore.setState((state) => {
    const open = state.open && change(state.open)
    return open === state.open ? state : { open }
  })
}

export const openConversationId = (): ConversationId | null => useConversationStore.getState().open?.conversation.id ?? null
