import { Dialog } from '@base-ui/react/dialog'
import { Tabs } from '@base-ui/react/tabs'
import { X } from 'lucide-react'
import { useEffect, useRef, useState, type FunctionComponent, type KeyboardEvent, type ReactElement, type RefObject } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { forgetUndoable, undoPreferences, usePreferencesStore } from '../../state/preferencesStore'
import { isUndoPress } from '../../state/undoPress'
import { chooseSettingsSection, focusComposer, say, showSettings, useViewStore } from '../../state/viewStore'
import { FoundSettings } from './FoundSettings'
import { sectionsWith } from './sections'
import { SettingsSearchField } from './SettingsSearchField'

/** The settings: over the window, so that what is changed is seen at once behind them. */
export function SettingsDialog({ generation }: { generation: FunctionComponent }): ReactElement {
  const isShown = useViewStore((view) => view.areSettingsShown)
  const isNarrow = useViewStore((view) => view.isNarrow)
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  // What was changed with keys before is not of these settings.
  useEffect(forgetUndoable, [isShown])
  return (
    <Dialog.Root
      open={isShown}
      onOpenChange={(isOpen, details) => {
        if (details.reason === 'escape-key' && query !== '') {
          details.cancel()
          search.current?.focus()
          return setQuery('')
        }
        if (!isOpen) setQuery('')
        showSettings(isOpen)
        if (!isOpen && isNarrow) focusComposer()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup
          className={isNarrow ? 'dialog settings narrow' : 'dialog settings'}
          data-layer=""
          finalFocus={!isNarrow} // there what opened them is in the list, which has gone away
          initialFocus={() => list.current?.querySelector<HTMLElement>('[data-active]') ?? true}
          onKeyDown={(event) => {
            undoOnKey(event)
            if (event.defaultPrevented || !isFindPress(event)) return
            event.preventDefault()
            search.current?.focus()
            search.current?.select()
          }}
        >
          <SettingsFrame {...{ list, search, query, setQuery, isNarrow, generation }} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface SettingsFrameProps {
  list: RefObject<HTMLDivElement | null>
  search: RefObject<HTMLInputElement | null>
  query: string
  setQuery: (query: string) => void
  isNarrow: boolean
  generation: FunctionComponent
}

function SettingsFrame({ list, search, query, setQuery, isNarrow, generation }: SettingsFrameProps): ReactElement {
  const sections = sectionsWith(generation)
  const section = useViewStore((view) => view.settingsSection)
  const found = useRef<HTMLDivElement>(null)
  const isSearching = query.trim() !== ''
  return (
    <Tabs.Root
      className={isSearching ? 'settings-frame searching' : 'settings-frame'}
      orientation={isNarrow ? 'horizontal' : 'vertical'}
      value={section}
      onValueChange={chooseSettingsSection}
    >
      <header className="settings-head">
        <Dialog.Title className="dialog-title">{t('settings.title')}</Dialog.Title>
        <SettingsSearchField field={search} query={query} onQuery={setQuery} onDown={() => focusFirst(found.current)} />
        {/* Without a tooltip: it would open with the dialog and take the first Escape for itself. */}
        <Dialog.Close className="button ghost" aria-label={t('settings.close')}>
          <X className="icon" />
        </Dialog.Close>
      </header>
      {isSearching ? (
        <FoundSettings query={query} sections={sections} list={found} onResult={say} />
      ) : (
        <>
          <Tabs.List ref={list} className="settings-tabs" aria-label={t('settings.sections')}>
            {sections.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id} className="settings-tab">
                {t(title)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {sections.map(({ id, Component }) => (
            <Tabs.Panel key={id} value={id} className="settings-panel" tabIndex={-1}>
              <Component />
            </Tabs.Panel>
          ))}
        </>
      )}
      <SettingsFoot />
    </Tabs.Root>
  )
}

/** What Tab would come to first. */
function focusFirst(list: HTMLElement | null): void {
  const controls = list?.querySelectorAll<HTMLElement>('button, input, textarea, [role=radio][tabindex="0"], [role=switch]') ?? []
  ;[...controls].find((control) => control.tabIndex >= 0 && control.closest('[hidden], [aria-hidden=true]') === null)?.focus()
}

/** What was changed since the settings were opened can be taken back, step by step. */
function SettingsFoot(): ReactElement {
  const canUndo = usePreferencesStore(({ undoable }) => undoable.length > 0)
  return (
    <footer className="settings-foot">
      <p>{t('settings.appliesAtOnce')}</p>
      <button type="button" className="button" aria-disabled={!canUndo} onClick={() => void undoPreferences()}>
        {t('settings.undo')}
      </button>
    </footer>
  )
}

function undoOnKey(event: KeyboardEvent): void {
  if (!isUndoPress(event) || (event.target instanceof Element && event.target.matches('input:is([type=text], [type=search]), textarea')))
    return
  event.preventDefault()
  void undoPreferences()
}

/** By the key that types F, wherever the layout has it. */
const isFindPress = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'f' && ctrlKey !== metaKey && !altKey && !shiftKey
