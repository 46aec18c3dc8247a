import { Tabs } from '@base-ui/react/tabs'
import { RotateCcw, X } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { choose, useOwnChoice } from '../../state/choiceStore'
import { useConversationStore } from '../../state/conversationStore'
import { changePreferences, usePreferencesStore } from '../../state/preferencesStore'
import { useShortcutWords } from '../../state/shortcutStore'
import { closeInspector, focusComposer, say, useViewStore } from '../../state/viewStore'
import { IconButton } from '../../ui/IconButton'
import { showToast } from '../../ui/Toasts'
import { GenerationForm } from './GenerationForm'

/** Beside the chat: what its next replies are generated with. */
export function Inspector(): ReactElement | null {
  const isShown = useViewStore((view) => view.isInspectorShown)
  return isShown ? <InspectorPanel /> : null
}

function InspectorPanel(): ReactElement {
  const keys = useShortcutWords('toggleInspector')
  const tab = useRef<HTMLButtonElement>(null)
  // Whoever opens it wants to use it.
  useEffect(() => tab.current?.focus({ preventScroll: true }), [])
  const isOverlay = useViewStore((view) => view.isNarrow)
  useEffect(() => {
    if (!isOverlay) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      const isForInner = document.querySelectorAll('[data-layer]:not([data-closed])').length > 1 || isOwnEscape(event.target)
      if (event.key === 'Escape' && !isForInner) close()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isOverlay])
  return (
    <>
      {isOverlay && <div className="sidebar-shade" onClick={close} />}
      <aside className="inspector" aria-label={t('generation.panel')} data-layer={isOverlay ? '' : undefined}>
        <Tabs.Root className="inspector-frame" defaultValue="generation">
          <header className="inspector-head">
            <Tabs.List className="inspector-tabs" aria-label={t('generation.sections')}>
              <Tabs.Tab ref={tab} value="generation" className="inspector-tab">
                {t('generation.title')}
              </Tabs.Tab>
            </Tabs.List>
            <IconButton name={t('generation.close')} keys={keys} icon={<X className="icon" />} onClick={close} />
          </header>
          <Tabs.Panel value="generation" className="inspector-panel" tabIndex={-1}>
            <ChatGeneration />
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

/** Of the chat on the screen. */
function ChatGeneration(): ReactElement {
  const id = useConversationStore((state) => state.open?.conversation.id ?? null)
  const own = useOwnChoice()
  const general = usePreferencesStore(({ preferences }) => preferences.generation)
  const choice = own ?? general
  const isChanged = Object.keys(choice.settings).length > 0 || choice.systemPrompt !== null
  const withUndo = (done: string, change: () => void, undo: () => void): void => {
    change()
    say(done)
    showToast(done, { name: t('generation.undo'), run: undo })
  }
  const resetAll = (): void => {
    if (!isChanged) return
    withUndo(
      t('generation.resetDone'),
      () => void choose({ ...choice, settings: {}, systemPrompt: null }, id),
      () => void choose(own, id)
    )
  }
  const useForAll = (): void =>
    withUndo(
      t('generation.saidUsedForAll'),
      () => void changePreferences({ generation: choice }).then(() => choose(null, id)),
      () => void changePreferences({ generation: general }).then(() => choose(own, id))
    )
  const followAll = (): void =>
    withUndo(
      t('generation.saidFollowsAll'),
      () => void choose(null, id),
      () => void choose(own, id)
    )
  return (
    <>
      <p className="inspector-note">{t(noteFor(own !== null, id === null))}</p>
      <GenerationForm key={id ?? 'new'} choice={choice} canManage onChange={(next) => void choose(next, id)} />
      <footer className="inspector-foot">
        <button type="button" className="button" aria-disabled={!isChanged} onClick={resetAll}>
          <RotateCcw className="icon" />
          {t('generation.resetAll')}
        </button>
        {own !== null && (
          <>
            <button type="button" className="button" onClick={useForAll}>
              {t('generation.useForAll')}
            </button>
            <button type="button" className="button" onClick={followAll}>
              {t('generation.followAll')}
            </button>
          </>
        )}
      </footer>
    </>
  )
}

function noteFor(hasOwn: boolean, isNew: boolean): 'generation.appliesToChat' | 'generation.appliesToNewChat' | 'generation.asEveryChat' {
  if (isNew) return 'generation.appliesToNewChat'
  return hasOwn ? 'generation.appliesToChat' : 'generation.asEveryChat'
}
