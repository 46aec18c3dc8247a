import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { askedDataFolder, findDataFolder, type DataFolder } from '../platform/dataFolder'

/** Decides where Hearth writes and tells Electron. Call it first of all: the single-instance lock lives in this folder. */
export function chooseDataFolder(): DataFolder {
  const asked = askedDataFolder({ switched: app.commandLine.getSwitchValue('data-dir'), argv: process.argv, env: process.env })
  const usual = app.isPackaged ? app.getPath('userData') : join(app.getPath('appData'), 'Hearth (development)')
  const chosen = findDataFolder(asked ?? usual)
  app.setPath('userData', chosen.folder)
  const browser = join(chosen.folder, 'browser') // Chromium's own files, apart from ours
  mkdirSync(browser, { recursive: true })
  app.setPath('sessionData', browser)
  app.setPath('crashDumps', join(chosen.folder, 'crashes'))
  app.setAppLogsPath(join(chosen.folder, 'logs'))
  return chosen
}
