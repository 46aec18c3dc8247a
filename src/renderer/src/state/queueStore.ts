import { create } from 'zustand'
import type { AppError } from '../../../shared/contract/appError'
import type { MessageId } from '../../../shared/domain/ids'

/** A waiting message whose text is being changed. */
export interface QueueEdit {
  /** Its text as it waits. */
  readonly before: string
  readonly text: string
  readonly isSaving: boolean
  /** Why the change was refused. */
  readonly error: AppError | null
}

export interface QueueState {
  /** By the reply that the message waits for. Kept while another conversation is shown. */
  readonly edits: Readonly<Record<MessageId, QueueEdit>>
  /** How often a turn has come in the middle of a change. */
  readonly overtaken: number
}

export const initialQueueState: QueueState = { edits: {}, overtaken: 0 }

/** What is being done with messages that wait. The messages themselves are in their conversation. */
export const useQueueStore = create<QueueState>()(() => initialQueueState)

export function changeEdit(replyId: MessageId, change: Partial<QueueEdit>): void {
  useQueueStore.setState(({ edits }) => {
    const known = edits[replyId]
    return known ? { edits: { ...edits, [replyId]: { ...known, ...change } } } : {}
  })
}

export function endEdit(replyId: MessageId): void {
  useQueueStore.setState(({ edits }) => ({ edits: Object.fromEntries(Object.entries(edits).filter(([id]) => id !== replyId)) }))
}
