import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { languageDirection } from '../../shared/i18n/language'
import { t } from '../../shared/i18n/translate'
import { Announcer } from './features/announcer/Announcer'
import { ChatPage } from './features/chat/ChatPage'
import { ContextMenus } from './features/contextMenus/ContextMenus'
import { useFocusKeeper } from './features/focus/useFocusKeeper'
import { GenerationSection } from './features/generation/GenerationSection'
import { Inspector } from './features/generation/Inspector'
import { PromptDialog } from './features/generation/PromptDialog'
import { ModelBanner } from './features/models/ModelBanner'
import { ModelPicker } from './features/models/ModelPicker'
import { BannerLayer } from './features/notices/BannerLayer'
import { SilenceBanner } from './features/models/SilenceBanner'
import { NoticeBanners } from './features/notices/NoticeBanners'
import { WaitingMessages } from './features/queue/WaitingMessages'
import { SettingsDialog } from './features/settings/SettingsDialog'
import { ShortcutsDialog } from './features/shortcuts/ShortcutsDialog'
import { CommandPalette } from './features/shortcuts/CommandPalette'
import { useCommandKeys } from './features/shortcuts/useCommandKeys'
import { useTypingToComposer } from './features/shortcuts/useTypingToComposer'
import { useStopKey } from './features/shortcuts/useStopKey'
import { Sidebar } from './features/sidebar/Sidebar'
import { useUndoDeletion } from './features/sidebar/useUndoDeletion'
import { isListShown, useViewStore } from './state/viewStore'
import { Toasts } from './ui/Toasts'
import { useNarrowWindow } from './useNarrowWindow'

/** The window. */
export function App(): ReactElement {
  useNarrowWindow()
  useStopKey()
  useFocusKeeper()
  useCommandKeys()
  useTypingToComposer()
  useUndoDeletion()
  const isNarrow = useViewStore((view) => view.isNarrow)
  const hasList = useViewStore(isListShown)
  const hasInspector = useViewStore((view) => view.isInspectorShown)
  const banners = (
    <BannerLayer>
      <NoticeBanners />
      <SilenceBanner />
      <ModelBanner />
    </BannerLayer>
  )
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={languageDirection()}>
        <Tooltip.Provider delay={500}>
          <div className={appClass(isNarrow, hasList, hasInspector)}>
            <Sidebar />
            <ChatPage
              modelPicker={<ModelPicker />}
              banners={banners}
              queue={<WaitingMessages />}
              isInert={isNarrow && (hasList || hasInspector)}
            />
            <Inspector />
          </div>
          <SettingsDialog generation={GenerationSection} />
          <PromptDialog />
          <CommandPalette />
          <ShortcutsDialog />
          <ContextMenus />
          <Toasts regionName={t('toast.region')} closeName={t('toast.close')} />
          <Announcer />
        </Tooltip.Provider>
      </DirectionProvider>
    </CSPProvider>
  )
}

const appClass = (isNarrow: boolean, hasList: boolean, hasInspector: boolean): string =>
  ['app', isNarrow ? 'narrow' : hasList ? '' : 'alone', hasInspector ? 'inspected' : ''].filter(Boolean).join(' ')
