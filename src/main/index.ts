import { app, clipboard, type BrowserWindow } from 'electron'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { t } from '../shared/i18n/translate'
import { createCore, type Core } from './core/createCore'
import type { Log } from './core/ports/log'
import type { SettingsStore } from './core/ports/settingsStore'
import { createRouter } from './core/router'
import { systemClock } from './core/systemClock'
import { engineLauncher } from './engineHost/engineClient'
import type { StartEngineProcess } from './engineHost/engineProcess'
import { nodeEngineStarter } from './engineHost/nodeEngineProcess'
import { chooseDataFolder, type DataFolder } from './shell/dataFolder'
import { openSettingsStore, temporarySettingsStore } from './shell/electronSettingsStore'
import { openFileLog } from './shell/fileLog'
import { drawWithoutMissingGpu } from './shell/graphics'
import { IpcTransport } from './shell/ipcTransport'
import { bringForward, closeBeforeQuit, farewellBeforeClose, isOnlyInstance, logBugs } from './shell/lifecycle'
import { loadPage, openMainWindow } from './shell/mainWindow'
import { installMenu } from './shell/menu'
import { servePage } from './shell/pageProtocol'
import { engineEnvironment, findPlaces, type Places } from './shell/places'
import { awakeWhileGenerating } from './shell/powerSave'
import { hardenApplication } from './shell/security'
import { utilityEngineStarter } from './shell/utilityEngineProcess'
import { fileModelLibrary, starterManifest } from './storage/modelLibrary/fileModelLibrary'
import { inspectModelFile } from './storage/modelLibrary/inspectModelFile'
import { loadSettings, type SettingsRecovery } from './storage/settings/loadSettings'
import { openConversationStore } from './storage/sqliteConversationStore'

const FAREWELL = 500 // ms a page has to save what was typed last

/** Linux: plain Node. Elsewhere, and where a test of that path asks for it, Electron's utility process (docs/decisions/0001). */
const engineIsPlainNode = process.platform === 'linux' && process.env.HEARTH_ENGINE_HOST !== 'utility'

/** Opens the window or brings it forward. Does nothing until Hearth has come that far. */
let showWindow: () => void = () => undefined

const data = chooseDataFolder() // first: everything else may write
hardenApplication()
drawWithoutMissingGpu()
if (isOnlyInstance(() => showWindow())) {
  const log = openFileLog(join(data.folder, 'logs'), !app.isPackaged)
  logBugs(log)
  start(data, log).catch((error: unknown) => {
    log.error('Hearth could not start', error)
    app.exit(1)
  })
} else {
  process.stdout.write(`${t('app.alreadyRunning')}\n`)
  app.exit(0)
}

async function start(data: DataFolder, log: Log): Promise<void> {
  log.info(`Hearth ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`)
  const places = findPlaces()
  const transport = new IpcTransport(log)
  const { settings, happened } = await openSettings(data.folder, log)
  const core = buildCore({ data, log, places, settings, transport })
  transport.listen(createRouter(core.handlers, log))
  closeBeforeQuit(() => transport.sayFarewell(FAREWELL).then(() => core.close()), log)
  if (engineIsPlainNode) void core.models.loadAtStart() // beside the window, not after it
  void core.openStore()
  tellWhatHappened(core, data, happened)

  await app.whenReady() // inside a function: at the top of the module it would wait for the module itself
  if (!engineIsPlainNode) void core.models.loadAtStart() // a utility process cannot be started before
  servePage(places.page)
  showWindow = windowKeeper({ settings, places, transport, log })
  installMenu((command) => {
    showWindow()
    transport.emit('app.command', { command }) // a window that has just been opened gets it when it has started
  })
  keepRunningWithoutWindow()
  showWindow()
}

/** Remembers the one window there is. */
function windowKeeper({ settings, places, transport, log }: Omit<Parts, 'data'>): () => void {
  let window: BrowserWindow | undefined
  return () => {
    if (window && !window.isDestroyed()) return bringForward(window)
    window = openMainWindow({ settings, icon: places.icon, log })
    const { webContents } = window
    transport.attach(webContents)
    farewellBeforeClose(window, {
      isDue: () => transport.owesFarewell(webContents),
      say: () => transport.sayFarewell(FAREWELL, webContents)
    })
    void loadPage(window, log)
  }
}

interface Parts {
  data: DataFolder
  log: Log
  places: Places
  settings: SettingsStore
  transport: IpcTransport
}

function buildCore({ data, log, places, settings, transport }: Parts): Core {
  const manifest = starterManifest.parse(JSON.parse(readFileSync(places.starterManifest, 'utf8')))
  return createCore({
    openStore: () => openConversationStore({ folder: data.folder, workerUrl: new URL('./storageWorker.js', import.meta.url), log }),
    settings,
    library: fileModelLibrary({ starter: { path: join(places.models, manifest.file), manifest }, dataFolder: data.folder }),
    inspectFile: inspectModelFile,
    launcher: engineLauncher(engineStarter(places, log), log),
    events: awakeWhileGenerating(transport),
    log,
    clock: systemClock,
    computer: { cpuModel: cpus()[0]?.model ?? '', cpuCount: cpus().length, engineVersion: engineVersion(places) },
    drawSeed: () => randomInt(2 ** 32),
    writeClipboard: (text) => void clipboard.writeText(text)
  })
}

function engineStarter(places: Places, log: Log): StartEngineProcess {
  const options = { entry: places.engineEntry, env: engineEnvironment(), log }
  return engineIsPlainNode ? nodeEngineStarter({ ...options, execPath: places.engineNode }) : utilityEngineStarter(options)
}

function engineVersion(places: Places): string {
  const { dependencies } = JSON.parse(readFileSync(places.packageManifest, 'utf8')) as { dependencies: Record<string, string> }
  return dependencies['node-llama-cpp'] ?? ''
}

type SettingsHappening = SettingsRecovery | { kind: 'unsaved' }

async function openSettings(folder: string, log: Log): Promise<{ settings: SettingsStore; happened: SettingsHappening }> {
  try {
    const { recovery } = await loadSettings(folder)
    return { settings: openSettingsStore(folder), happened: recovery }
  } catch (error) {
    log.error('The settings could not be opened', error)
    return { settings: temporarySettingsStore(), happened: { kind: 'unsaved' } }
  }
}

/** What the person should know about this start, once. */
function tellWhatHappened({ notices }: Core, data: DataFolder, settings: SettingsHappening): void {
  if (data.unwritable !== null) notices.show({ tone: 'error', content: { kind: 'nothingSaved', folder: data.unwritable } })
  if (settings.kind === 'none') return
  if (settings.kind === 'unsaved') return notices.show({ tone: 'warning', content: { kind: 'settingsUnsaved' } })
  const { kind, file } = settings
  notices.show({ tone: 'warning', content: { kind: kind === 'reset' ? 'settingsReset' : 'settingsRestored', file } })
}

/** macOS keeps an application without windows; elsewhere the last window ends it. */
function keepRunningWithoutWindow(): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => showWindow())
}
