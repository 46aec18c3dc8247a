import { Dialog } from '@base-ui/react/dialog'
import { Tabs } from '@base-ui/react/tabs'
import { X } from 'lucide-react'
import { useEffect, useRef, type FunctionComponent, type KeyboardEvent, type ReactElement, type RefObject } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { forgetUndoable, undoPreferences, usePreferencesStore } from '../../state/preferencesStore'
import { isUndoPress } from '../../state/undoPress'
import { chooseSettingsSection, focusComposer, showSettings, useViewStore } from '../../state/viewStore'
import { sectionsWith } from './sections'

/** The settings: over the window, so that what is changed is seen at once behind them. */
export function SettingsDialog({ generation }: { generation: FunctionComponent }): ReactElement {
  const isShown = useViewStore((view) => view.areSettingsShown)
  const isNarrow = useViewStore((view) => view.isNarrow)
  const list = useRef<HTMLDivElement>(null)
  // What was changed with keys before is not of these settings.
  useEffect(forgetUndoable, [isShown])
  return (
    <Dialog.Root
      open={isShown}
      onOpenChange={(isOpen) => {
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
          onKeyDown={undoOnKey}
        >
          <SettingsFrame list={list} isNarrow={isNarrow} generation={generation} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface SettingsFrameProps {
  list: RefObject<HTMLDivElement | null>
  isNarrow: boolean
  generation: FunctionComponent
}

function SettingsFrame({ list, isNarrow, generation }: SettingsFrameProps): ReactElement {
  const sections = sectionsWith(generation)
  const section = useViewStore((view) => view.settingsSection)
  return (
    <Tabs.Root
      className="settings-frame"
      orientation={isNarrow ? 'horizontal' : 'vertical'}
      value={section}
      onValueChange={chooseSettingsSection}
    >
      <header className="settings-head">
        <Dialog.Title className="dialog-title">{t('settings.title')}</Dialog.Title>
        {/* Without a tooltip: it would open with the dialog and take the first Escape for itself. */}
        <Dialog.Close className="button ghost" aria-label={t('settings.close')}>
          <X className="icon" />
        </Dialog.Close>
      </header>
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
      <SettingsFoot />
    </Tabs.Root>
  )
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
  if (!isUndoPress(event) || (event.target instanceof Element && event.target.matches('input[type=text], textarea'))) return
  event.preventDefault()
  void undoPreferences()
}
