import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import type { ConversationId } from '../../../../shared/domain/ids'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore } from '../../state/appStore'
import { loadNextPage } from '../../state/conversationActions'
import { openConversationId, useConversationStore } from '../../state/conversationStore'
import { focusComposer } from '../../state/viewStore'
import { ConversationItem } from './ConversationItem'
import { deleteWithUndo } from './deleteWithUndo'
import { groupConversations, timeOfDay } from './groupConversations'
import { useToday } from '../../ui/useToday'

/** The chats, newest first, by day; older ones are asked for as the end comes near. */
export function ConversationList(): ReactElement {
  const list = useRef<HTMLUListElement>(null)
  const conversations = useAppStore((state) => state.conversations)
  const hasMore = useAppStore(({ nextPage }) => nextPage !== null)
  const hasFailed = useAppStore(({ nextPageStatus }) => nextPageStatus === 'failed')
  const activeId = useConversationStore(({ openingId, open }) => openingId ?? open?.conversation.id ?? null)
  const today = useToday()

  const remove = useCallback(async (id: ConversationId): Promise<void> => {
    const wasOpen = openConversationId() === id
    const buttons = openButtons(list.current)
    const place = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement))
    if (!(await deleteWithUndo(id))) return
    // The row that had the focus is gone: its neighbour takes it. Without the chat that was read, the person is about to write.
    const neighbour = buttons[place + 1] ?? buttons[place - 1]
    if (place >= 0 && !wasOpen && neighbour) neighbour.focus()
    else focusComposer()
  }, [])
  const onDelete = useCallback((id: ConversationId): void => void remove(id), [remove])

  // A page that does not fill the list leaves nothing to scroll.
  useEffect(() => {
    if (hasMore && list.current && isNearEnd(list.current)) void loadNextPage()
  }, [conversations, hasMore])
  // Nor does a window that has become so tall.
  useEffect(() => {
    const { current } = list
    if (!current) return undefined
    const observer = new ResizeObserver(() => {
      if (isNearEnd(current)) void loadNextPage()
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [])

  return (
    <ul
      ref={list}
      className="list"
      aria-label={t('sidebar.conversations')}
      onKeyDown={moveFocus}
      onScroll={({ currentTarget }) => {
        if (isNearEnd(currentTarget)) void loadNextPage()
      }}
    >
      {groupConversations(conversations, today).flatMap((group) =>
        group.conversations.map((conversation, place) => (
          <ConversationItem
            key={conversation.id}
            heading={place === 0 ? group.name : null}
            conversation={conversation}
            time={timeOfDay(conversation, today)}
            isActive={conversation.id === activeId}
            onDelete={onDelete}
          />
        ))
      )}
      {hasFailed && (
        <li className="item">
          <button type="button" className="item-open" onClick={() => void loadNextPage({ isRetry: true })}>
            {t('sidebar.listAgain')}
          </button>
        </li>
      )}
    </ul>
  )
}

/** Pixels below the visible part of the list at which the next page is asked for. */
const AHEAD = 600
const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean => scrollHeight - scrollTop - clientHeight < AHEAD

const openButtons = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('.item-open') ?? [])]

/** Up and down go from chat to chat, Home and End to the first and the last. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = openButtons(event.currentTarget)
  const place = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement))
  const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[event.key]
  const button = target === undefined ? undefined : buttons[target]
  if (!button) return
  event.preventDefault()
  button.focus()
}
