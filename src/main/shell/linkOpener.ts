import { BrowserWindow, dialog, shell } from 'electron'
import { t } from '../../shared/i18n/translate'
import type { LinkAddress } from '../../shared/domain/linkAddress'
import type { LinkOpener } from '../core/links/linkService'

/** Of the address, in the question: a longer one would push the buttons off the screen. The host is always whole. */
const SHOWN_LENGTH = 500

/** Places of the buttons. */
const OPEN = 0
const CANCEL = 1

/** Asks in a dialog of the system, which no page can draw over or answer. */
export const linkOpener: LinkOpener = {
  async confirm({ url, host }: LinkAddress): Promise<boolean> {
    const [window] = BrowserWindow.getAllWindows()
    const address = url.length > SHOWN_LENGTH ? `${url.slice(0, SHOWN_LENGTH)}…` : url
    const question = {
      type: 'question' as const,
      message: host === '' ? t('link.confirm.mail') : t('link.confirm.web', { host }),
      detail: t('link.confirm.detail', { address }),
      buttons: [t('link.confirm.open'), t('link.confirm.cancel')],
      defaultId: CANCEL, // a key that is still held down opens nothing
      cancelId: CANCEL,
      noLink: true
    }
    const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question))
    return response === OPEN
  },

  open: (url) =>
    shell.openExternal(url).then(
      () => true,
      () => false // no program is set for it, or the system refused to start it
    )
}
