import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { AppCommand } from '../../shared/contract/appCommand'
import { t } from '../../shared/i18n/translate'

const isMac = process.platform === 'darwin'

/** The native menu. What it asks of the window goes through `run`; editing and windows are the system's roles. */
export function installMenu(run: (command: AppCommand) => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu(run)] : []),
      fileMenu(run),
      editMenu(run),
      viewMenu(run),
      chatMenu(run),
      windowMenu(),
      helpMenu(run)
    ])
  )
}

const item = (
  label: string,
  accelerator: string,
  click: () => void,
  more: MenuItemConstructorOptions = {}
): MenuItemConstructorOptions => ({
  label,
  accelerator,
  click,
  ...more
})

function appMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settingsItem(run),
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' }
    ]
  }
}

/** Where the system has it: in the menu of the application on macOS, in the first one elsewhere. */
const settingsItem = (run: (command: AppCommand) => void): MenuItemConstructorOptions =>
  item(t('menu.settings'), 'CmdOrCtrl+,', () => run({ kind: 'showSettings' }))

function fileMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    label: t('menu.file'),
    submenu: [
      item(t('menu.newChat'), 'CmdOrCtrl+N', () => run({ kind: 'newChat' })),
      { type: 'separator' },
      ...(isMac ? [] : [settingsItem(run), { type: 'separator' as const }]),
      isMac ? { role: 'close' } : { role: 'quit' }
    ]
  }
}

function editMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    label: t('menu.edit'),
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      { type: 'separator' },
      item(t('menu.copyLastReply'), 'CmdOrCtrl+Shift+C', () => run({ kind: 'copyLastReply' }))
    ]
  }
}

function viewMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    label: t('menu.view'),
    submenu: [
      item(t('menu.sidebar'), 'CmdOrCtrl+B', () => run({ kind: 'toggleSidebar' })),
      { type: 'separator' },
      ...textSizeItems(run),
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }])
    ]
  }
}

/** In place of the page's zoom: only the text grows, and it is the same size in the settings. */
function textSizeItems(run: (command: AppCommand) => void): MenuItemConstructorOptions[] {
  const hidden = { visible: false, acceleratorWorksWhenHidden: true }
  const larger = (): void => run({ kind: 'changeTextSize', to: 'larger' })
  const smaller = (): void => run({ kind: 'changeTextSize', to: 'smaller' })
  const usual = (): void => run({ kind: 'changeTextSize', to: 'usual' })
  return [
    item(t('menu.largerText'), 'CmdOrCtrl+Plus', larger),
    item(t('menu.largerText'), 'CmdOrCtrl+=', larger, hidden), // plus without Shift
    item(t('menu.largerText'), 'CmdOrCtrl+numadd', larger, hidden),
    item(t('menu.smallerText'), 'CmdOrCtrl+-', smaller),
    item(t('menu.smallerText'), 'CmdOrCtrl+numsub', smaller, hidden),
    item(t('menu.usualText'), 'CmdOrCtrl+0', usual),
    item(t('menu.usualText'), 'CmdOrCtrl+num0', usual, hidden)
  ]
}

function chatMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    label: t('menu.chat'),
    submenu: [
      stopItem(run),
      item(t('menu.tryAgain'), 'CmdOrCtrl+Shift+R', () => run({ kind: 'tryAgain' })),
      { type: 'separator' },
      ...Array.from({ length: 9 }, (_, index) =>
        item(
          t('menu.conversation', { place: index + 1 }),
          `CmdOrCtrl+${index + 1}`,
          () => run({ kind: 'openConversation', place: index + 1 }),
          {
            visible: false,
            acceleratorWorksWhenHidden: true
          }
        )
      )
    ]
  }
}

/**
 * Escape belongs first to input methods and open layers: the window decides, the menu only shows it. macOS cannot show a key without taking
 * it.
 */
function stopItem(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  const stop = { label: t('menu.stop'), click: () => run({ kind: 'stop' }) }
  return isMac ? stop : { ...stop, accelerator: 'Esc', registerAccelerator: false }
}

function windowMenu(): MenuItemConstructorOptions {
  return { role: 'windowMenu' }
}

function helpMenu(run: (command: AppCommand) => void): MenuItemConstructorOptions {
  return {
    role: 'help',
    submenu: [
      item(t('menu.shortcuts'), 'CmdOrCtrl+/', () => run({ kind: 'showShortcuts' })),
      ...(isMac ? [] : [{ role: 'about' as const }])
    ]
  }
}
