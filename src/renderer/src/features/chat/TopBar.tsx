import { PanelLeft, PanelRight, Plus } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { titleWords } from '../../../../shared/i18n/titleWords'
import { t } from '../../../../shared/i18n/translate'
import { newChat } from '../../state/conversationActions'
import { useConversationStore } from '../../state/conversationStore'
import { useShortcutWords } from '../../state/shortcutStore'
import { isListShown, toggleInspector, toggleList, useViewStore } from '../../state/viewStore'
import { IconButton } from '../../ui/IconButton'

/** The name of what is on the screen, and the model in use. */
export function TopBar({ modelPicker }: { modelPicker: ReactNode }): ReactElement {
  const title = useConversationStore(({ open }) => open?.conversation.title ?? null)
  const listKeys = useShortcutWords('toggleSidebar')
  const newKeys = useShortcutWords('newChat')
  const isNarrow = useViewStore((view) => view.isNarrow)
  const hasList = useViewStore(isListShown)
  return (
    <header className="topbar">
      {!hasList && (
        <>
          <IconButton
            name={t('sidebar.show')}
            keys={listKeys}
            icon={<PanelLeft className="icon mirrored" />}
            onClick={toggleList}
            aria-expanded={false}
          />
          <IconButton name={t('sidebar.newChat')} keys={newKeys} icon={<Plus className="icon" />} onClick={() => void newChat()} />
        </>
      )}
      <div className="topbar-title">
        {title === null ? <h1 className="own">{t('sidebar.newChat')}</h1> : <h1 dir="auto">{titleWords(title)}</h1>}
      </div>
      {/* Large text in a small window: the model has a line of its own, below everything else. */}
      {isNarrow && <InspectorButton />}
      {modelPicker}
      {!isNarrow && <InspectorButton />}
    </header>
  )
}

function InspectorButton(): ReactElement {
  const keys = useShortcutWords('toggleInspector')
  const isShown = useViewStore((view) => view.isInspectorShown)
  return (
    <IconButton
      name={t('generation.panel')}
      keys={keys}
      icon={<PanelRight className="icon mirrored" />}
      aria-expanded={isShown}
      onClick={toggleInspector}
    />
  )
}
