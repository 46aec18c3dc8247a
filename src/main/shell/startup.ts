import { app, dialog } from 'electron'
import { writeSync } from 'node:fs'
import { t } from '../../shared/i18n/translate'
import type { Log } from '../core/errors/log'

const READY_LIMIT = 10_000 // ms that the dialog waits until the application can show it

interface LogFile {
  log: Log
  /** Absolute path. */
  path: string
}

/**
 * Decides what an error that nobody caught does. Until the first window is open it ends Hearth, in a dialog box: without a window nobody
 * would learn that the process runs. Afterwards it is logged with its stack, and the process goes on.
 */
export class Startup {
  #state: 'starting' | 'failed' | 'windowOpen' = 'starting'
  #file: LogFile | null = null

  constructor() {
    process.on('uncaughtException', (error) => this.#uncaught('Uncaught', error))
    process.on('unhandledRejection', (reason) => this.#uncaught('Unhandled rejection', reason))
  }

  /** Then no window may be opened any more. */
  get hasFailed(): boolean {
    return this.#state === 'failed'
  }

  /** Errors are written there from now on. */
  logTo(log: Log, path: string): void {
    this.#file = { log, path }
  }

  windowOpened(): void {
    if (this.#state === 'starting') this.#state = 'windowOpen'
  }

  /** Writes the error with its stack before it returns, then shows it and ends the process with exit code 1. */
  readonly fail = (thrown: unknown): void => {
    this.#write('Hearth could not start', thrown)
    if (this.#state === 'failed') return // a consequence of the first error: one dialog is enough
    this.#state = 'failed'
    if (app.isReady()) return void this.#showAndExit(thrown)
    // Before the application is ready, Linux shows no dialog.
    const limit = setTimeout(() => app.exit(1), READY_LIMIT)
    void app.whenReady().then(() => {
      clearTimeout(limit)
      void this.#showAndExit(thrown)
    })
  }

  #uncaught(what: string, thrown: unknown): void {
    if (this.#state === 'windowOpen') this.#write(what, thrown)
    else this.fail(thrown)
  }

  #write(message: string, thrown: unknown): void {
    if (this.#file) return this.#file.log.error(message, thrown)
    try {
      writeSync(2, `${message}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
    } catch {
      // Standard error is closed, as it is for a Windows application without a console: the dialog names the error.
    }
  }

  // Not `showErrorBox`: while that one is open the process hears no signal, and computes without end.
  async #showAndExit(thrown: unknown): Promise<void> {
    const detail = this.#file ? t('start.failed.logged', { file: this.#file.path }) : t('start.failed.notLogged', { error: String(thrown) })
    try {
      await dialog.showMessageBox({ type: 'error', title: t('app.name'), message: t('start.failed.title'), detail })
    } catch (failure) {
      this.#write('The error could not be shown', failure)
    }
    app.exit(1)
  }
}
