import { app, shell } from 'electron'
import { stat } from 'node:fs/promises'
import { arch, cpus, homedir, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Installation } from '../core/aboutService'
import { logPath } from '../platform/fileLog'
import { readLicences } from '../platform/licences'
import { logTail } from '../platform/logTail'

const LOG_LINES = 100
const GIBIBYTE = 2 ** 30

interface InstallationOptions {
  dataFolder: string
  modelsFolder: string
  /** Versions of the packages that are installed with Hearth. */
  packages: Readonly<Record<string, string>>
  /** Path of the list of licences. */
  licences: string
}

/** This installation of Hearth, as Electron and the system know it. */
export function installationIn({ dataFolder, modelsFolder, packages, licences }: InstallationOptions): Installation {
  const logsFolder = join(dataFolder, 'logs')
  return {
    system: `${type()} ${release()} ${arch()}, ${(totalmem() / GIBIBYTE).toFixed(1)} GiB`,
    cpu: `${cpus()[0]?.model ?? ''}, ${cpus().length} threads`,
    homeFolder: homedir(),
    describe: async () => ({
      versions: {
        hearth: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        llama: packages['node-llama-cpp'] ?? '',
        sqlite: packages['@photostructure/sqlite'] ?? ''
      },
      dataFolder,
      modelsFolder,
      logsFolder,
      conversationBytes: await sizeOfConversations(dataFolder)
    }),
    openFolder: async (path) => (await shell.openPath(path)) === '', // anything else is what went wrong
    readLicences: () => readLicences(licences),
    readLog: () => logTail(logPath(logsFolder), LOG_LINES)
  }
}

/** With what SQLite has not yet moved into its file. */
async function sizeOfConversations(folder: string): Promise<number | null> {
  const file = join(folder, 'conversations.db')
  try {
    const rest = await stat(`${file}-wal`).catch(() => null) // it is there only while something is written
    return (await stat(file)).size + (rest?.size ?? 0)
  } catch {
    return null // there is none where the conversations cannot be kept
  }
}
