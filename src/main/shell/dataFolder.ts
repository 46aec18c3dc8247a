import { app } from 'electron'
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface DataFolder {
  /** Absolute; everything Hearth writes is under it. */
  folder: string
  /** The folder that should have been used but cannot be written; null when all is well. */
  unwritable: string | null
}

/** Decides where Hearth writes. Call it first of all: the single-instance lock lives in this folder. */
export function chooseDataFolder(): DataFolder {
  const asked = switchValue('data-dir') || process.env.HEARTH_DATA_DIR
  const wanted = asked ? resolve(asked) : app.isPackaged ? app.getPath('userData') : join(app.getPath('appData'), 'Hearth (development)')
  const unwritable = isWritable(wanted) ? null : wanted
  // Chromium ends the process when it cannot write, so a folder that goes away with the system's next clean-up stands in.
  const folder = unwritable === null ? wanted : mkdtempSync(join(tmpdir(), 'hearth-unsaved-'))
  app.setPath('userData', folder)
  const browser = join(folder, 'browser') // Chromium's own files, apart from ours
  mkdirSync(browser, { recursive: true })
  app.setPath('sessionData', browser)
  app.setPath('crashDumps', join(folder, 'crashes'))
  app.setAppLogsPath(join(folder, 'logs'))
  return { folder, unwritable }
}

/** `--name value` as well as `--name=value`: people type both. */
function switchValue(name: string): string {
  const at = process.argv.indexOf(`--${name}`)
  return app.commandLine.getSwitchValue(name) || (at > 0 ? (process.argv[at + 1] ?? '') : '')
}

function isWritable(folder: string): boolean {
  const trial = join(folder, `.write-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    writeFileSync(trial, '') // access() does not know about read-only file systems everywhere
    rmSync(trial)
    return true
  } catch {
    return false
  }
}
