import { Dialog } from '@base-ui/react/dialog'
import { lazy, Suspense, useRef, type KeyboardEvent, type ReactElement } from 'react'
import type { CommandId } from '../../../../shared/domain/commands'
import { t } from '../../../../shared/i18n/translate'
import { runCommand } from '../../state/commands'
import { showPalette, useViewStore } from '../../state/viewStore'

const CommandSearch = lazy(() => import('./CommandSearch').then(({ CommandSearch }) => ({ default: CommandSearch })))

/** Every command, to be found by its words. What was chosen runs once the palette has gone and given the focus back. */
export function CommandPalette(): ReactElement {
  const isShown = useViewStore((view) => view.isPaletteShown)
  const chosen = useRef<CommandId | null>(null)
  const popup = useRef<HTMLDivElement>(null)
  const onClosed = (isOpen: boolean): void => {
    const id = chosen.current
    chosen.current = null
    if (!isOpen && id !== null) runCommand(id)
  }
  return (
    <Dialog.Root open={isShown} onOpenChange={showPalette} onOpenChangeComplete={onClosed}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup
          ref={popup}
          className="palette"
          aria-label={t('palette.title')}
          data-layer=""
          initialFocus={() => popup.current?.querySelector('input') ?? true}
          onKeyDown={keepFocus}
        >
          <Suspense>
            <CommandSearch
              onChoose={(id) => {
                chosen.current = id
                showPalette(false)
              }}
            />
          </Suspense>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The field is all that can have the focus in it: Tab would take it to the palette itself, where nothing is typed. */
function keepFocus(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.preventDefault()
}
