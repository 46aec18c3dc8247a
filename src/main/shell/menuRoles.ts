import { app, type MenuItemConstructorOptions } from 'electron'
import { t } from '../../shared/i18n/translate'

type Editing = 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'
type OfWindow = 'minimize' | 'zoom' | 'front' | 'close' | 'togglefullscreen' | 'toggleDevTools'
type OfApplication = 'about' | 'hide' | 'hideOthers' | 'unhide' | 'quit'
type Role = Editing | OfWindow | OfApplication

const isMac = process.platform === 'darwin'

/** What the system does by itself, in our words: Electron's own are English in every language. */
export const roleItem = (role: Role): MenuItemConstructorOptions => ({ role, label: labelOf(role) })

function labelOf(role: Role): string {
  if (role === 'about' || role === 'hide') return t(`menu.${role}`, { name: app.name })
  if (role === 'quit') return isMac ? t('menu.quitNamed', { name: app.name }) : t('menu.quit')
  if (role === 'close') return isMac ? t('menu.closeWindow') : t('menu.close')
  return t(`menu.${role}`)
}
