import type { MenuTarget } from './menuItems'

/** What a context menu that is asked for here would be about; null for everything that has the system's menu, or none. */
export function targetOf(element: Element): MenuTarget | null {
  if (element.closest('input, textarea, [contenteditable], [data-layer]:not(nav)')) return null
  const chat = element.closest<HTMLElement>('[data-conversation-id]')?.dataset.conversationId
  if (chat !== undefined) return { kind: 'chat', id: chat }
  const article = element.closest<HTMLElement>('[data-message-id]')
  const id = article?.dataset.messageId
  return article && id !== undefined ? { kind: 'message', id, article, selected: selectedIn(article) } : null
}

/** What is selected, when the selection touches this message. */
function selectedIn(article: Element): string {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || !selection.containsNode(article, true)) return ''
  return selection.toString()
}
