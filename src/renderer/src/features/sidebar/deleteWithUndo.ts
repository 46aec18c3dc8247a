import type { ConversationId } from '../../../../shared/domain/ids'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { deleteConversation, restoreConversation } from '../../state/conversationActions'
import { openConversationId } from '../../state/conversationStore'
import { bringBack, noteDeleting, rememberDeletion } from '../../state/deletions'
import { say } from '../../state/viewStore'
import { showToast } from '../../ui/Toasts'

/** Deletes a chat and offers to bring it back. True when it is gone. */
export async function deleteWithUndo(id: ConversationId): Promise<boolean> {
  const wasOpen = openConversationId() === id
  const title = useAppStore.getState().conversations.find((conversation) => conversation.id === id)?.title ?? ''
  noteDeleting()
  if (!(await deleteConversation(id))) return false
  const sentence = t('sidebar.deleted', { title: titleWords(title) })
  const close = showToast(sentence, { name: t('sidebar.undo'), run: () => void bringBack(id) })
  rememberDeletion({
    conversationId: id,
    bringBack: () => {
      close()
      return restoreConversation(id, wasOpen)
    }
  })
  say(sentence)
  return true
}
