import { useEffect } from 'react'
import { useViewStore } from '../../state/viewStore'
import { deleteWithUndo } from './deleteWithUndo'

/** Deletes the chat that a command or a context menu asks for, also while the list is hidden. */
export function useDeleteRequests(): void {
  useEffect(
    () =>
      useViewStore.subscribe(({ deletion }, before) => {
        if (deletion !== null && deletion !== before.deletion) void deleteWithUndo(deletion.conversationId)
      }),
    []
  )
}
