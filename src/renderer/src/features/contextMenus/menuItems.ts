import { canContinue } from '../../../../shared/domain/canContinue'
import { lastFencedCode } from '../../../../shared/domain/fencedCode'
import type { ConversationId, MessageId } from '../../../../shared/domain/ids'
import { t } from '../../../../shared/i18n/translate'
import { copyCode, copyMessage, copySelection, shownText } from '../../state/clipboardActions'
import { useConversationStore } from '../../state/conversationStore'
import { continueReply, tryAgain } from '../../state/generationActions'
import { useGenerationStore } from '../../state/generationStore'
import { openConversation } from '../../state/openings'
import { generationOf } from '../../state/runningGenerations'
import { requestDeletion } from '../../state/viewStore'

export type MenuTarget =
  | { readonly kind: 'chat'; readonly id: ConversationId }
  | { readonly kind: 'message'; readonly id: MessageId; readonly article: Element; readonly selected: string }

interface MenuItem {
  readonly key: string
  readonly name: string
  readonly run: () => void
}

/** What can be done with it now. */
export function itemsOf(target: MenuTarget): readonly MenuItem[] {
  return target.kind === 'message' ? messageItems(target) : chatItems(target.id)
}

function messageItems({ id, article, selected }: Extract<MenuTarget, { kind: 'message' }>): MenuItem[] {
  const { open } = useConversationStore.getState()
  const message = open?.messages.get(id)
  if (!message) return []
  const text = shownText(message)
  const code = lastFencedCode(text)
  const isReply = message.role === 'assistant' && !generationOf(useGenerationStore.getState().running, id)
  const isLast = open?.shownLeafId === id
  return [
    selected !== '' && { key: 'selection', name: t('contextMenu.copySelection'), run: () => copySelected(selected) },
    text !== '' && { key: 'copy', name: t('contextMenu.copyMessage'), run: () => void copyMessage(message) },
    code !== null && { key: 'code', name: t('contextMenu.copyCode'), run: () => void copyCode(code) },
    text !== '' && { key: 'select', name: t('contextMenu.selectMessage'), run: () => selectMessage(article) },
    isReply && { key: 'tryAgain', name: t('contextMenu.tryAgain'), run: () => void tryAgain(id) },
    isReply &&
      isLast &&
      canContinue(message.status) && { key: 'continue', name: t('contextMenu.continue'), run: () => void continueReply(id) }
  ].filter((item) => item !== false)
}

const chatItems = (id: ConversationId): MenuItem[] => [
  { key: 'open', name: t('contextMenu.open'), run: () => void openConversation(id) },
  { key: 'delete', name: t('contextMenu.delete'), run: () => requestDeletion(id) }
]

/** As the keys do it: the transcript answers the event with Markdown's rich text and with the messages that are not mounted. */
function copySelected(text: string): void {
  const isAnswered = !document.dispatchEvent(new ClipboardEvent('copy', { cancelable: true }))
  if (!isAnswered) void copySelection({ text })
}

function selectMessage(article: Element): void {
  const text = article.querySelector('.message-text')
  if (text) document.getSelection()?.selectAllChildren(text)
}
