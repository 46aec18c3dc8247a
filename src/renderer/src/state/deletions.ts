import type { ConversationId } from '../../../shared/domain/ids'

interface Deletion {
  conversationId: ConversationId
  /** Brings it back. True when it is there again. */
  bringBack: () => Promise<boolean>
}

/** The chats that were deleted in this window and not brought back, the last one at the end. */
let deletions: readonly Deletion[] = []
let isTypedSince = false

/** The person asks for a deletion, which takes a moment. */
export const noteDeleting = (): void => void (isTypedSince = false)

export const rememberDeletion = (deletion: Deletion): void => void (deletions = [...deletions, deletion])

/** What was typed last is what the keys for undo take back. */
export const noteTyping = (): void => void (isTypedSince = true)

/** Whether the last thing that was done, and can be taken back, is a deletion. */
export const isDeletionLast = (): boolean => deletions.length > 0 && !isTypedSince

/** Brings back the chat that was deleted last; null where there is none. One that could not be brought back can be asked for again. */
export function undoDeletion(): (() => Promise<void>) | null {
  const last = deletions.at(-1)
  return last ? () => bringBack(last.conversationId) : null
}

export async function bringBack(conversationId: ConversationId): Promise<void> {
  const deletion = deletions.find((other) => other.conversationId === conversationId)
  if (!deletion) return
  deletions = deletions.filter((other) => other !== deletion) // a second press asks for the one before
  if (!(await deletion.bringBack())) deletions = [...deletions, deletion]
}

export function forgetDeletions(): void {
  deletions = []
  isTypedSince = false
}
