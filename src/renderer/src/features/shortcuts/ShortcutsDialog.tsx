import { Dialog } from '@base-ui/react/dialog'
import { Keyboard, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { chooseSettingsSection, showSettings, showShortcuts, useViewStore } from '../../state/viewStore'
import { ShortcutSheet } from './ShortcutSheet'

/** Every shortcut that there is, and the way to where they are changed. */
export function ShortcutsDialog(): ReactElement {
  const isShown = useViewStore((view) => view.areShortcutsShown)
  const change = (): void => {
    showShortcuts(false)
    chooseSettingsSection('keyboard')
    showSettings(true)
  }
  return (
    <Dialog.Root open={isShown} onOpenChange={showShortcuts}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog shortcuts" data-layer="">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{t('shortcuts.title')}</Dialog.Title>
            <button type="button" className="button" onClick={change}>
              <Keyboard className="icon" />
              {t('shortcuts.change')}
            </button>
            {/* Without a tooltip: it would open with the dialog and take the first Escape for itself. */}
            <Dialog.Close className="button ghost" aria-label={t('shortcuts.close')}>
              <X className="icon" />
            </Dialog.Close>
          </header>
          <ShortcutSheet />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
