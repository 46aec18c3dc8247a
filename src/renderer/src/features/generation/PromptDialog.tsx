import { Dialog } from '@base-ui/react/dialog'
import { Copy, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { WrittenPiece } from '../../../../shared/domain/writtenPieces'
import { t } from '../../../../shared/i18n/translate'
import { copy } from '../../state/clipboardActions'
import { showPrompt } from '../../state/contextStore'
import { showPromptDialog, useViewStore } from '../../state/viewStore'
import { TokenPieces } from '../../ui/TokenPieces'

/** The whole prompt of the next reply, with the marks of the chat format in sight. */
export function PromptDialog(): ReactElement {
  const isShown = useViewStore((view) => view.isPromptShown)
  return (
    <Dialog.Root open={isShown} onOpenChange={showPromptDialog}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog prompt-dialog" data-layer="">
          <PromptContent />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Asks anew each time the dialog opens. Undefined: not here yet; null: it cannot be shown. */
function PromptContent(): ReactElement {
  const [pieces, setPieces] = useState<readonly WrittenPiece[] | null | undefined>(undefined)
  useEffect(() => {
    let isWanted = true
    void showPrompt().then((shown) => isWanted && setPieces(shown))
    return () => {
      isWanted = false
    }
  }, [])
  return (
    <>
      <header className="dialog-head">
        <Dialog.Title className="dialog-title">{t('context.prompt.title')}</Dialog.Title>
        {pieces && (
          <button
            type="button"
            className="button"
            onClick={() => void copy({ text: pieces.map(({ text }) => text).join('') }, { said: t('context.prompt.copied') })}
          >
            <Copy className="icon" />
            {t('context.prompt.copy')}
          </button>
        )}
        <Dialog.Close className="button ghost" aria-label={t('context.prompt.close')}>
          <X className="icon" />
        </Dialog.Close>
      </header>
      <p className="setting-hint" role={pieces === null ? 'status' : undefined}>
        {pieces === null ? t('context.prompt.unknown') : t('context.prompt.help')}
      </p>
      {pieces && <TokenPieces pieces={pieces} label={t('context.prompt.text')} role="region" />}
    </>
  )
}
