import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import { t } from '../../shared/i18n/translate'
import { roleItem } from './menuRoles'

/** The system's context menu, wherever text can be edited, and for text that is selected. Messages and chats have menus of the page. */
export function showContextMenus(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const items = params.isEditable ? [...spellingItems(window, params), ...editItems(params)] : selectionItems(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}

function editItems({ editFlags }: Electron.ContextMenuParams): MenuItemConstructorOptions[] {
  return [
    { ...roleItem('undo'), enabled: editFlags.canUndo },
    { ...roleItem('redo'), enabled: editFlags.canRedo },
    { type: 'separator' },
    { ...roleItem('cut'), enabled: editFlags.canCut },
    { ...roleItem('copy'), enabled: editFlags.canCopy },
    { ...roleItem('paste'), enabled: editFlags.canPaste },
    { type: 'separator' },
    { ...roleItem('selectAll'), enabled: editFlags.canSelectAll }
  ]
}

const selectionItems = ({ selectionText }: Electron.ContextMenuParams): MenuItemConstructorOptions[] =>
  selectionText.trim() === '' ? [] : [roleItem('copy')]

/** There are none where Hearth has no spelling: it is checked by the system or not at all (mainWindow.ts). */
function spellingItems({ webContents }: BrowserWindow, params: Electron.ContextMenuParams): MenuItemConstructorOptions[] {
  const { misspelledWord, dictionarySuggestions } = params
  if (misspelledWord === '') return []
  return [
    ...dictionarySuggestions.map((label) => ({ label, click: (): void => webContents.replaceMisspelling(label) })),
    {
      label: t('contextMenu.learnSpelling'),
      click: () => void webContents.session.addWordToSpellCheckerDictionary(misspelledWord)
    },
    { type: 'separator' }
  ]
}
