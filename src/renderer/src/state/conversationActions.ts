import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import { titleWords } from '../../../shared/i18n/titleWords'
import { t } from '../../../shared/i18n/translate'
import { call } from '../bridge'
import { changeConversations, useAppStore } from './appStore'
import { withListed, withPage } from './conversationList'
import { changeOpen, openConversationId, useConversationStore } from './conversationStore'
import { draftStore } from './draftStore'
import { withConversation } from './openConversation'
import { abandonOpening, openConversation } from './openings'
import { saveOpenEdits } from './queueActions'
import { forgetConversation } from './receiveEvent'
import { closeListOverlay, focusComposer } from './viewStore'
import { dismissPassing, showFailure } from './windowNotices'

/** Shows the empty page. A conversation comes to be with its first message. */
export async function newChat(): Promise<void> {
  void draftStore.save()
  abandonOpening()
  useConversationStore.setState({ open: null, refusal: null })
  closeListOverlay()
  focusComposer()
  dismissPassing()
  const result = await call('conversation.leave', {})
  if (!result.ok) showFailure(null, result.error)
}

/** Asks for the next page of the list, unless all is here or it is on its way. One that failed is asked for again only when `isRetry`. */
export async function loadNextPage({ isRetry = false } = {}): Promise<void> {
  const { nextPage, nextPageStatus } = useAppStore.getState()
  if (nextPage === null || nextPageStatus === 'loading' || (nextPageStatus === 'failed' && !isRetry)) return
  useAppStore.setState({ nextPageStatus: 'loading' })
  const result = await call('conversation.list', { from: nextPage })
  // The list may have begun anew meanwhile; the status is then that of another page.
  if (useAppStore.getState().nextPage !== nextPage) return
  if (result.ok) return useAppStore.setState(({ conversations }) => withPage(conversations, result.value))
  useAppStore.setState({ nextPageStatus: 'failed' })
  showFailure(t('sidebar.notListed'), result.error)
}

/** Takes it out of the list at once. True when it is gone and can be brought back. */
export async function deleteConversation(conversationId: ConversationId): Promise<boolean> {
  const title = useAppStore.getState().conversations.find((other) => other.id === conversationId)?.title ?? ''
  await saveOpenEdits(conversationId) // what waits becomes its draft, as it is shown
  const result = await call('conversation.delete', { conversationId })
  if (result.ok) forgetConversation(conversationId)
  else showFailure(t('sidebar.notDeleted', { title: titleWords(title) }), result.error)
  return result.ok
}

/** Brings a deleted one back, onto the screen when it was there. True when it is in the list again. */
export async function restoreConversation(conversationId: ConversationId, wasOpen: boolean): Promise<boolean> {
  const result = await call('conversation.restore', { conversationId })
  if (!result.ok) {
    showFailure(t('sidebar.notRestored'), result.error)
    return false
  }
  changeConversations((conversations) => withListed(conversations, result.value))
  if (wasOpen) await openConversation(conversationId)
  return true
}

/** Shows the newest branch below another variant. */
export async function showVariant(messageId: MessageId): Promise<void> {
  const conversationId = openConversationId()
  if (conversationId === null) return
  const result = await call('conversation.showVariant', { conversationId, messageId })
  if (!result.ok) return useConversationStore.setState({ refusal: { kind: 'message', messageId, error: result.error } })
  changeOpen((open) => (open.conversation.id === conversationId ? withConversation(open, result.value) : open))
}
