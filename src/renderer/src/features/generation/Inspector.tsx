import { Tabs } from '@base-ui/react/tabs'
import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { useShortcutWords } from '../../state/shortcutStore'
import { closeInspector, focusComposer, showInspector, useViewStore, type InspectorTab } from '../../state/viewStore'
import { IconButton } from '../../ui/IconButton'
import { ChatGeneration } from './ChatGeneration'
import { ContextTab } from './ContextTab'

/** Beside the chat: what its next replies are generated with, and what the model reads for them. */
export function Inspector(): ReactElement | null {
  const isShown = useViewStore((view) => view.isInspectorShown)
  return isShown ? <InspectorPanel /> : null
}

function InspectorPanel(): ReactElement {
  const keys = useShortcutWords('toggleInspector')
  const tab = useViewStore((view) => view.inspectorTab)
  const focusRequests = useViewStore((view) => view.inspectorFocusRequests)
  const isOverlay = useViewStore((view) => view.isNarrow)
  const list = useRef<HTMLDivElement>(null)
  // As it is before the tab's own effects, which take the focus.
  const isPlaceWanted = useRef(false)
  useLayoutEffect(() => void (isPlaceWanted.current = useViewStore.getState().isContextSizeWanted))
  // Whoever opens it, or asks for one of its tabs, wants to use it.
  useEffect(() => {
    if (isPlaceWanted.current) return // it has taken the focus already, or will
    list.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true })
  }, [tab, focusRequests])
  useEffect(() => {
    if (!isOverlay) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      const isForInner = document.querySelectorAll('[data-layer]:not([data-closed])').length > 1 || isOwnEscape(event.target)
      if (event.key === 'Escape' && !event.isComposing && event.keyCode !== 229 && !isForInner) close()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isOverlay])
  return (
    <>
      {isOverlay && <div className="sidebar-shade" onClick={close} />}
      <aside className="inspector" aria-label={t('generation.panel')} data-layer={isOverlay ? '' : undefined}>
        <Tabs.Root className="inspector-frame" value={tab} onValueChange={(next: InspectorTab) => showInspector(next)}>
          <header className="inspector-head">
            <Tabs.List ref={list} className="inspector-tabs" aria-label={t('generation.sections')}>
              <Tabs.Tab value="generation" className="inspector-tab">
                {t('generation.title')}
              </Tabs.Tab>
              <Tabs.Tab value="context" className="inspector-tab">
                {t('context.title')}
              </Tabs.Tab>
            </Tabs.List>
            <IconButton name={t('generation.close')} keys={keys} icon={<X className="icon" />} onClick={close} />
          </header>
          <Tabs.Panel value="generation" className="inspector-panel" tabIndex={-1}>
            <ChatGeneration />
          </Tabs.Panel>
          <Tabs.Panel value="context" className="inspector-panel" tabIndex={-1}>
            <ContextTab />
          </Tabs.Panel>
        </Tabs.Root>
      </aside>
    </>
  )
}

function close(): void {
  closeInspector()
  focusComposer()
}

const isOwnEscape = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[data-own-escape]') !== null
