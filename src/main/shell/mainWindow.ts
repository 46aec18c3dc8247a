import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { join } from 'node:path'
import { t } from '../../shared/i18n/translate'
import type { AppState, AppStateStore } from '../core/settings/appStateStore'
import type { Log } from '../core/errors/log'
import { recoverPage } from './pageRecovery'

const SMALLEST = { width: 420, height: 480 }
const BACKGROUND = { light: '#faf8f5', dark: '#191714' } // --bg of the two themes: the window before its first frame

/** Opens the window where it was last, and keeps its place in the state. */
export function openMainWindow({ state, icon, log }: { state: AppStateStore; icon: string; log: Log }): BrowserWindow {
  const saved = state.get('window')
  const window = new BrowserWindow({
    ...boundsOnScreen(saved),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: t('app.name'),
    icon,
    backgroundColor: BACKGROUND[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged
    }
  })
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  rememberBounds(window, state)
  recoverPage(window, log)
  const repaint = (): void => window.setBackgroundColor(BACKGROUND[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'])
  nativeTheme.on('updated', repaint)
  window.once('closed', () => nativeTheme.off('updated', repaint))
  return window
}

/** Saved bounds, moved onto a display that is still there. */
function boundsOnScreen(saved: AppState['window']): { width: number; height: number; x?: number; y?: number } {
  const width = Math.max(SMALLEST.width, saved?.width ?? 1180)
  const height = Math.max(SMALLEST.height, saved?.height ?? 800)
  const isWayland = process.platform === 'linux' && process.env.WAYLAND_DISPLAY !== undefined // there the compositor places windows
  if (saved?.x === undefined || saved.y === undefined || isWayland) return { width, height }
  const area = screen.getDisplayMatching({ x: saved.x, y: saved.y, width, height }).workArea
  const fitted = { width: Math.min(width, area.width), height: Math.min(height, area.height) }
  return {
    ...fitted,
    x: Math.min(Math.max(saved.x, area.x), area.x + area.width - fitted.width),
    y: Math.min(Math.max(saved.y, area.y), area.y + area.height - fitted.height)
  }
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
