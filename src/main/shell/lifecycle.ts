import { app, type BrowserWindow } from 'electron'
import type { Log } from '../core/errors/log'

const HARD_LIMIT = 4_000 // ms from the first quit until the process is ended, whatever is still open

/** False when another Hearth has this data folder: then that one has come forward and this process must end. */
export function isOnlyInstance(showWindow: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', showWindow)
  return true
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

/** The first quit waits until `close` has saved everything; the second goes through. SIGTERM and SIGINT come this way too. */
export function closeBeforeQuit(close: () => Promise<void>, log: Log): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    setTimeout(() => {
      log.warn('Closing took too long')
      app.exit(1)
    }, HARD_LIMIT).unref()
    close()
      .catch((error: unknown) => log.error('While closing', error))
      .finally(() => {
        state = 'closed'
        app.quit()
      })
  })
}
