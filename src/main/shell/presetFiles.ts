import { app, BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { t } from '../../shared/i18n/translate'
import type { PresetFiles } from '../core/settings/presetService'

/** More than a hundred presets with the longest system prompts need. Bytes. */
const MOST = 16_000_000

const filters = (): { name: string; extensions: string[] }[] => [{ name: t('presets.fileKind'), extensions: ['json'] }]

/** Dialogs of the system, over the window. */
export const presetFiles: PresetFiles = {
  async save(suggestedName, text) {
    const path = await chooseWhere(fileNameOf(suggestedName))
    if (path === null) return null
    try {
      await writeWhole(path, text)
      return { file: basename(path) }
    } catch (thrown) {
      const because = codeOf(thrown) === 'ENOSPC' ? 'diskFull' : 'writeFailed'
      return { file: basename(path), because, detail: String(thrown) }
    }
  },

  async open() {
    const path = await chooseWhich()
    if (path === null) return null
    const file = basename(path)
    try {
      // Looked at first: to open a pipe is to wait for somebody who writes into it.
      const found = await stat(path)
      if (!found.isFile()) return { file, fault: 'unreadable' }
      return found.size > MOST ? { file, fault: 'tooLarge' } : { file, text: await readFile(path, 'utf8') }
    } catch {
      return { file, fault: 'unreadable' } // it may not be read, or its disk does not answer
    }
  }
}

const codeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code

/** The file that stood there is replaced only by a whole one, as far as its folder lets a second file be made. */
async function writeWhole(path: string, text: string): Promise<void> {
  const whole = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(whole, text, { flag: 'wx' })
    await rename(whole, path)
  } catch (thrown) {
    await rm(whole, { force: true }).catch(() => undefined) // where nothing can be written nothing can be removed either
    if (codeOf(thrown) !== 'EACCES' && codeOf(thrown) !== 'EPERM') throw thrown
    await writeFile(path, text)
  }
}

async function chooseWhere(name: string): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  const options: SaveDialogOptions = { defaultPath: join(app.getPath('documents'), name), filters: filters() }
  const { filePath, canceled } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}

async function chooseWhich(): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  const options: OpenDialogOptions = { properties: ['openFile'], filters: filters() }
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}

/** Without what no file system has in a name. */
function fileNameOf(name: string): string {
  const usable = name
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '')
  return `${usable === '' ? 'preset' : usable}.json`
}
