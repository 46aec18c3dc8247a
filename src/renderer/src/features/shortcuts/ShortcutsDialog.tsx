import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { t } from '../../../../shared/i18n/translate'
import { showShortcuts, useViewStore } from '../../state/viewStore'

const shortcuts = [
  'send',
  'newLine',
  'stop',
  'newChat',
  'conversation',
  'copyLastReply',
  'tryAgain',
  'list',
  'settings',
  'textSize',
  'delete',
  'all'
] as const

const isMac = (): boolean => navigator.platform.startsWith('Mac')

/** Every shortcut that there is. */
export function ShortcutsDialog(): ReactElement {
  const isShown = useViewStore((view) => view.areShortcutsShown)
  const control = isMac() ? t('shortcuts.command') : t('shortcuts.control')
  const shift = isMac() ? t('shortcuts.macShift') : t('shortcuts.shift')
  return (
    <Dialog.Root open={isShown} onOpenChange={showShortcuts}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog" data-layer="">
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{t('shortcuts.title')}</Dialog.Title>
            {/* Without a tooltip: it would open with the dialog and take the first Escape for itself. */}
            <Dialog.Close className="button ghost" aria-label={t('shortcuts.close')}>
              <X className="icon" />
            </Dialog.Close>
          </header>
          <dl className="shortcuts">
            {shortcuts.map((shortcut) => (
              <div key={shortcut} className="shortcut">
                <dt>{t(`shortcuts.act.${shortcut}`)}</dt>
                <dd>
                  <kbd className="kbd">{t(`shortcuts.keys.${shortcut}`, { control, shift })}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
