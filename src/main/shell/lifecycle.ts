import { app, type BrowserWindow } from 'electron'
import type { Log } from '../core/errors/log'

const HARD_LIMIT = 4_000 // ms from the first quit until the process is ended, whatever is still open

/** False when another Hearth has this data folder: then that one comes forward, or opens again, and this process must end. */
export function isOnlyInstance(): boolean {
  return app.requestSingleInstanceLock()
}

export function bringForward(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Closes the window only after its page has saved what was typed last, or after the limit of `flush`. */
export function flushBeforeClose(
  window: BrowserWindow,
  { needsFlush, flush }: { needsFlush: () => boolean; flush: () => Promise<void> }
): void {
  window.on('close', (event) => {
    if (!needsFlush()) return // done already, as when Hearth quits: preventing the close then would cancel the quit
    event.preventDefault()
    void flush().finally(() => {
      if (!window.isDestroyed()) window.close()
    })
  })
}

interface Closing {
  close: () => Promise<void>
  /** Called when Hearth is started again while it is open. */
  showWindow: () => void
  log: Log
}

/**
 * The first quit waits until `close` has saved everything; the second goes through. SIGTERM and SIGINT come this way too. When Hearth is started
 * again meanwhile, that process finds the data folder in use and ends: so this one starts Hearth again when it has closed.
 */
export function closeBeforeQuit({ close, showWindow, log }: Closing): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  let isStartedAgain = false
  app.on('second-instance', () => {
    if (state === 'open') return showWindow()
    if (state === 'closed' && !isStartedAgain) app.relaunch()
    isStartedAgain = true
  })
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    setTimeout(() => {
      log.warn('Closing took too long')
      if (isStartedAgain && state === 'closing') app.relaunch()
      app.exit(1)
    }, HARD_LIMIT).unref()
    close()
      .catch((error: unknown) => log.error('While closing', error))
      .finally(() => {
        state = 'closed'
        if (isStartedAgain) app.relaunch()
        app.quit()
      })
  })
}
