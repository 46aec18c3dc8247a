import { PanelLeft, Plus, Settings } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useAppStore, type AppState } from '../../state/appStore'
import { newChat } from '../../state/conversationActions'
import { useShortcutWords } from '../../state/shortcutStore'
import { closeListOverlay, focusComposer, isListShown, showSettings, toggleList, useViewStore } from '../../state/viewStore'
import { IconButton } from '../../ui/IconButton'
import { ConversationList } from './ConversationList'
import { useDeleteRequests } from './useDeleteRequests'

/** The chats. In a narrow window it lies over the chat and goes away when it was used. */
export function Sidebar(): ReactElement | null {
  const isShown = useViewStore(isListShown)
  const listKeys = useShortcutWords('toggleSidebar')
  const newKeys = useShortcutWords('newChat')
  useDeleteRequests()
  const isOverlay = useViewStore((view) => view.isNarrow)
  const state = useAppStore(listState)
  useEffect(() => {
    if (!isOverlay || !isShown) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close()
    }
    // In the capture phase: an open tooltip stops the event on its way up.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isOverlay, isShown])
  if (!isShown) return null
  return (
    <>
      {isOverlay && <div className="sidebar-shade" onClick={close} />}
      <nav className="sidebar" aria-label={t('sidebar.conversations')} data-layer={isOverlay ? '' : undefined}>
        <header className="sidebar-head">
          <span className="brand">
            <span className="brand-mark" aria-hidden />
            {t('app.name')}
          </span>
          <IconButton
            name={t('sidebar.hide')}
            keys={listKeys}
            icon={<PanelLeft className="icon mirrored" />}
            aria-expanded
            autoFocus={isOverlay}
            onClick={isOverlay ? close : toggleList}
          />
          <IconButton name={t('sidebar.newChat')} keys={newKeys} icon={<Plus className="icon" />} onClick={() => void newChat()} />
        </header>
        {state === 'listed' ? (
          <ConversationList />
        ) : (
          <p className={state === 'reading' ? 'list-empty late' : 'list-empty'}>{t(`sidebar.${state}`)}</p>
        )}
        <footer className="sidebar-foot">
          <button type="button" className="sidebar-action" onClick={openSettings}>
            <Settings className="icon" />
            {t('settings.open')}
          </button>
        </footer>
      </nav>
    </>
  )
}

function listState({ conversations, nextPage, start, storage }: AppState): 'listed' | 'empty' | 'reading' | 'unavailable' {
  if (conversations.length > 0 || nextPage !== null) return 'listed'
  if (start.kind === 'failed' || storage.kind === 'unavailable') return 'unavailable'
  return start.kind === 'starting' ? 'reading' : 'empty'
}

function openSettings(): void {
  closeListOverlay()
  showSettings(true)
}

function close(): void {
  closeListOverlay()
  focusComposer()
}
