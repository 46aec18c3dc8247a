import { app, dialog, type BrowserWindow } from 'electron'
import { t } from '../../shared/i18n/translate'
import type { Log } from '../core/errors/log'
import { isPage, page } from './origin'

const ABORTED = -3 // Chromium's ERR_ABORTED: another load took its place, or the navigation was refused
const REPEATED_WITHIN = 60_000 // ms

/** Loads Hearth's page into the window. A load that fails is dealt with by `recoverPage`; the rest of Hearth goes on. */
export async function loadPage(window: BrowserWindow, log: Log): Promise<void> {
  await window.loadURL(page).catch((error: unknown) => log.warn(`The page was not loaded (${String(error)})`))
}

/**
 * Loads the page again when its process died, or when the window shows anything else or a frame. When that happens again within a minute,
 * the person is asked first, so that a page that is lost at once is not loaded in an endless loop.
 */
export function recoverPage(window: BrowserWindow, log: Log): void {
  let lastLoss = -Infinity
  let isAsking = false

  const recover = (why: string): void => {
    if (window.isDestroyed() || isAsking) return
    log.warn(why)
    const isRepeated = performance.now() - lastLoss < REPEATED_WITHIN
    lastLoss = performance.now()
    if (!isRepeated) return void loadPage(window, log)
    isAsking = true
    void askToReload(window).then((isWanted) => {
      isAsking = false
      if (!isWanted) app.quit()
      else if (!window.isDestroyed()) void loadPage(window, log)
    })
  }

  const { webContents } = window
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') recover(`The window’s process ended (${reason}, ${exitCode})`)
  })
  // Documents that replaced another one. The response code is -1 where there was no HTTP response, as in development.
  webContents.on('did-navigate', (_event, url, status) => {
    if (!isPage(url) || status >= 400) recover(`The window showed another page (${url}, ${status})`)
  })
  // Our page makes no frames, and the preload removes every way to.
  webContents.on('frame-created', (_event, { frame }) => {
    if (frame?.parent) recover('The window’s page had a frame')
  })
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED && !webContents.isCrashed()) recover(`The window’s page failed to load (${description}, ${url})`)
  })
}

async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: t('window.crashed.title'),
    detail: t('window.crashed.detail'),
    buttons: [t('window.crashed.reload'), t('window.crashed.quit')],
    defaultId: 0
  })
  return response === 0
}
