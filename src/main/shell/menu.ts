import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { isDeepStrictEqual } from 'node:util'
import type { CommandId } from '../../shared/domain/commands'
import type { KeyLayout } from '../../shared/domain/keyChord'
import { keysOf, type Shortcuts } from '../../shared/domain/shortcuts'
import { commandWords } from '../../shared/i18n/commandWords'
import { t } from '../../shared/i18n/translate'
import type { EventListener } from '../core/eventHub'
import { acceleratorOf } from './accelerator'
import { roleItem } from './menuRoles'

const isMac = process.platform === 'darwin'

type Item = (id: CommandId) => MenuItemConstructorOptions

/** The native menu. What it asks of the window goes through `run`; editing and windows are the system's roles. */
export class ApplicationMenu {
  readonly #run: (command: CommandId) => void
  #shortcuts: Shortcuts | null = null
  #layout: KeyLayout = null

  constructor(run: (command: CommandId) => void) {
    this.#run = run
  }

  /** Shows it with these shortcuts. Call when the application is ready. */
  show(shortcuts: Shortcuts): void {
    this.#shortcuts = shortcuts
    const item: Item = (id) => ({
      label: commandWords(id),
      click: () => this.#run(id),
      ...acceleratorFor(keysOf(id, shortcuts, { isMac, layout: this.#layout }), this.#layout)
    })
    const menus = [fileMenu(item), editMenu(item), viewMenu(item), chatMenu(item), windowMenu(), helpMenu(item)]
    Menu.setApplicationMenu(Menu.buildFromTemplate([...(isMac ? [appMenu(item)] : []), ...menus]))
  }

  readonly follow: EventListener = (event) => {
    if (event.name !== 'preferences.changed') return
    const { shortcuts } = event.payload.preferences
    if (!isDeepStrictEqual(shortcuts, this.#shortcuts)) this.show(shortcuts)
  }

  readonly showLayout = (layout: KeyLayout): void => {
    this.#layout = layout
    if (this.#shortcuts) this.show(this.#shortcuts)
  }
}

/**
 * The window itself hears the keys, by their place on the keyboard; the menu only shows them. macOS cannot show keys without taking them: there
 * the window has them first, and Escape, which belongs to input methods and open layers before it stops a reply, is not shown.
 */
function acceleratorFor(keys: string | null, layout: KeyLayout): MenuItemConstructorOptions {
  const accelerator = keys === null || (isMac && keys === 'Escape') ? null : acceleratorOf(keys, layout)
  return accelerator === null ? {} : { accelerator, registerAccelerator: false }
}

function appMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      roleItem('about'),
      { type: 'separator' },
      item('showSettings'),
      { type: 'separator' },
      roleItem('hide'),
      roleItem('hideOthers'),
      roleItem('unhide'),
      { type: 'separator' },
      roleItem('quit')
    ]
  }
}

function fileMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: t('menu.file'),
    submenu: [
      item('newChat'),
      { type: 'separator' },
      ...(isMac ? [] : [item('showSettings'), { type: 'separator' as const }]),
      isMac ? roleItem('close') : roleItem('quit')
    ]
  }
}

function editMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: t('menu.edit'),
    submenu: [
      roleItem('undo'),
      roleItem('redo'),
      { type: 'separator' },
      roleItem('cut'),
      roleItem('copy'),
      roleItem('paste'),
      roleItem('selectAll'),
      { type: 'separator' },
      item('copyLastReply'),
      item('copyLastCode')
    ]
  }
}

function viewMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: t('menu.view'),
    submenu: [
      item('showPalette'),
      item('toggleSidebar'),
      item('toggleInspector'),
      { type: 'separator' },
      item('largerText'), // in place of the page's zoom: only the text grows, and it is the same size in the settings
      item('smallerText'),
      item('usualText'),
      { type: 'separator' },
      roleItem('togglefullscreen'),
      ...(app.isPackaged ? [] : [roleItem('toggleDevTools')])
    ]
  }
}

function chatMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: t('menu.chat'),
    submenu: [
      item('stop'),
      item('tryAgain'),
      item('continueReply'),
      { type: 'separator' },
      item('previousChat'),
      item('nextChat'),
      item('deleteChat'),
      item('undoDeletion'),
      { type: 'separator' },
      item('chooseModel')
    ]
  }
}

function windowMenu(): MenuItemConstructorOptions {
  const rest = isMac ? [{ type: 'separator' as const }, roleItem('front')] : [roleItem('close')]
  return { role: 'windowMenu', label: t('menu.window'), submenu: [roleItem('minimize'), roleItem('zoom'), ...rest] }
}

function helpMenu(item: Item): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: t('menu.help'),
    submenu: [item('showShortcuts'), ...(isMac ? [] : [roleItem('about')])]
  }
}
