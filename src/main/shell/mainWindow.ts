import { app, BrowserWindow, screen } from 'electron'
import { join } from 'node:path'
import { t } from '../../shared/i18n/translate'
import type { AppState, AppStateStore } from '../core/settings/appStateStore'
import type { Log } from '../core/errors/log'
import { boundsIn, sizeIn, smallestIn, type Area, type Size } from '../platform/windowBounds'
import { showContextMenus } from './contextMenu'
import { recoverPage } from './pageRecovery'

interface MainWindowPorts {
  state: AppStateStore
  icon: string
  /** The colour of the window before its first frame. */
  background: string
  log: Log
}

/** Opens the window where it was last, and keeps its place in the state. */
export function openMainWindow({ state, icon, background, log }: MainWindowPorts): BrowserWindow {
  const saved = state.get('window')
  const { bounds, smallest } = placeOnScreen(saved)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: t('app.name'),
    icon,
    backgroundColor: background,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: process.platform === 'darwin', // macOS checks itself; elsewhere Chromium would download a dictionary
      navigateOnDragDrop: false,
      devTools: !app.isPackaged
    }
  })
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.webContents.once('did-navigate', () => window.webContents.setZoomLevel(0)) // Chromium keeps a zoom that nothing here can change
  rememberBounds(window, state)
  recoverPage(window, log)
  showContextMenus(window)
  return window
}

/** On the display where it was, else on the first one. */
function placeOnScreen(saved: AppState['window']): { bounds: Size & Partial<Area>; smallest: Size } {
  const isWayland = process.platform === 'linux' && process.env.WAYLAND_DISPLAY !== undefined // there the compositor places windows
  if (saved?.x === undefined || saved.y === undefined || isWayland) {
    const { workArea } = screen.getPrimaryDisplay()
    return { bounds: sizeIn(workArea, saved), smallest: smallestIn(workArea) }
  }
  const place = { x: saved.x, y: saved.y, width: saved.width, height: saved.height }
  const { workArea } = screen.getDisplayMatching(place)
  return { bounds: boundsIn(workArea, place), smallest: smallestIn(workArea) }
}

function rememberBounds(window: BrowserWindow, state: AppStateStore): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (!window.isDestroyed()) state.set('window', { ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(save, 400)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', () => {
    if (timer) save()
  })
}
