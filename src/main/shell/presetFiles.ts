import { app, BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { open, rename, rm, writeFile } from 'node:fs/promises'
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
    // The file that stood there is replaced only by a whole one.
    const whole = `${path}.new`
    try {
      await writeFile(whole, text)
      await rename(whole, path)
      return { file: basename(path) }
    } catch (thrown) {
      await rm(whole, { force: true }).catch(() => undefined) // what is refused cannot be cleared away either
      const because = (thrown as NodeJS.ErrnoException).code === 'ENOSPC' ? 'diskFull' : 'writeFailed'
      return { file: basename(path), because, detail: String(thrown) }
    }
  },

  async open() {
    const path = await chooseWhich()
    if (path === null) return null
    const file = basename(path)
    const handle = await open(path, 'r').catch(() => null)
    if (handle === null) return { file, fault: 'unreadable' }
    try {
      const found = await handle.stat()
      if (!found.isFile()) return { file, fault: 'unreadable' } // a pipe has no end
      return found.size > MOST ? { file, fault: 'tooLarge' } : { file, text: await handle.readFile('utf8') }
    } catch {
      return { file, fault: 'unreadable' } // a folder, or a disk that does not answer
    } finally {
      await handle.close()
    }
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
