import { app, type BrowserWindow } from 'electron'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { chooseLanguage, t } from '../shared/i18n/translate'
import { createCore, type Core, type CorePorts } from './core/createCore'
import type { Log } from './core/errors/log'
import type { AppStateStore } from './core/settings/appStateStore'
import type { PreferencesStore } from './core/settings/preferencesStore'
import type { TuningStore } from './core/models/tuningStore'
import { createRouter } from './core/router'
import { systemClock } from './core/async/systemClock'
import { engineLauncher } from './engineHost/engineClient'
import type { StartEngineProcess } from './engineHost/engineProcess'
import { nodeEngineStarter, type NodeEngineOptions } from './engineHost/nodeEngineProcess'
import type { DataFolder } from './platform/dataFolder'
import { windowBackground, type PageLook } from '../shared/domain/pageLook'
import { withVariables } from '../shared/i18n/promptVariables'
import { setRegion } from '../shared/i18n/regionalFormats'
import { engineEnvironment } from './platform/engineEnvironment'
import { logPath, openFileLog } from './platform/fileLog'
import { readFreeMemory } from './platform/freeMemory'
import { graphicsDriver } from './platform/graphicsDriver'
import { limitedLog } from './platform/limitedLog'
import { regionalLocale } from './platform/regionalLocale'
import { testLanguage } from './platform/testLanguage'
import { testMemory } from './platform/testMemory'
import { testSampling } from './platform/testSampling'
import { fixedTunings } from './storage/settings/fixedTunings'
import { followAppearance } from './shell/appearance'
import { writeClipboard } from './shell/clipboard'
import { chooseDataFolder } from './shell/dataFolder'
import { electronPreferences } from './shell/electronPreferences'
import { drawDialogsWithoutOpenGl, drawWithoutMissingGpu } from './shell/graphics'
import { IpcTransport } from './shell/ipcTransport'
import { bringForward, closeBeforeQuit, flushBeforeClose, isOnlyInstance } from './shell/lifecycle'
import { installationIn } from './shell/installation'
import { presetFiles } from './shell/presetFiles'
import { linkOpener } from './shell/linkOpener'
import { openMainWindow } from './shell/mainWindow'
import { ApplicationMenu } from './shell/menu'
import { servePage } from './shell/pageProtocol'
import { loadPage } from './shell/pageRecovery'
import { modelsFolderIn } from './shell/modelsFolder'
import { findPlaces, type Places } from './shell/places'
import { awakeWhileGenerating } from './shell/powerSave'
import { hardenApplication } from './shell/security'
import { Startup } from './shell/startup'
import { utilityEngineStarter } from './shell/utilityEngineProcess'
import { answeringReader, type After } from './storage/modelLibrary/answeringReader'
import { curatedModels, type CuratedModels } from './storage/modelLibrary/curatedModels'
import { checksBeforeLoad } from './storage/modelLibrary/checksBeforeLoad'
import { fileModelLibrary, starterManifest, type ModelLibraryOptions } from './storage/modelLibrary/fileModelLibrary'
import type { FolderReader } from './storage/modelLibrary/folderReader'
import { processReader, READING_THREADS } from './storage/modelLibrary/processReader'
import { openAppState } from './storage/settings/appStateFile'
import { openLoadRecords } from './storage/settings/loadRecordsFile'
import { loadPreferences, preferencesText, temporaryPreferences, type PreferencesRecovery } from './storage/settings/preferencesFile'
import type { SingleFile } from './storage/settings/singleFile'
import { openTunings } from './storage/settings/tuningsFile'
import { openConversationStore } from './storage/sqliteConversationStore'

const FLUSH_LIMIT = 500 // ms a page has to save what was typed last

// Entries a minute. What a page causes is far below that, and so is what llama.cpp says about one model.
const LOG_LIMIT = { source: 'Hearth', perMinute: 1_000 }
const PAGE_LOG_LIMIT = { source: 'the window', perMinute: 20 }
const ENGINE_LOG_LIMIT = { source: 'the engine', perMinute: 300 }

/** Linux: plain Node. Elsewhere, and where a test of that path asks for it, Electron's utility process (docs/decisions/0001). */
const engineIsPlainNode = process.platform === 'linux' && process.env.HEARTH_ENGINE_HOST !== 'utility'

/** Opens the window or brings it forward. Does nothing before the window can be opened. */
let showWindow: () => void = () => undefined

const startup = new Startup() // first: it sees what the others throw
try {
  speakTestLanguage()
  const data = chooseDataFolder() // second: everything else may write
  hardenApplication()
  drawWithoutMissingGpu()
  drawDialogsWithoutOpenGl(process.env)
  if (isOnlyInstance()) startAlone(data)
  else {
    process.stdout.write(`${t('app.alreadyRunning')}\n`)
    app.exit(0)
  }
} catch (error) {
  startup.fail(error)
}

/** Before the first word is said. */
function speakTestLanguage(): void {
  const tag = app.isPackaged ? null : testLanguage(process.env)
  if (tag !== null) chooseLanguage(tag)
}

function startAlone(data: DataFolder): void {
  const folder = join(data.folder, 'logs')
  const log = limitedLog(openFileLog(folder, !app.isPackaged), LOG_LIMIT)
  startup.logTo(log, logPath(folder))
  start(data, log).catch(startup.fail)
}

async function start(data: DataFolder, log: Log): Promise<void> {
  log.info(`Hearth ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`)
  const places = findPlaces()
  const pageLog = limitedLog(log, PAGE_LOG_LIMIT)
  const transport = new IpcTransport(pageLog)
  const { preferences, happened, singleFile } = openPreferences(data.folder, log)
  const state = openAppState(data.folder, { log, singleFile, clock: systemClock })
  const tunings = (app.isPackaged ? null : fixedTunings(process.env)) ?? openTunings(data.folder, { log, singleFile })
  const menu = new ApplicationMenu((command) => {
    showWindow()
    transport.send({ name: 'app.command', payload: { command } }) // a window that has just been opened gets it when it has started
  })
  const core = buildCore({ data, log, pageLog, places, preferences, state, tunings, showKeyLayout: menu.showLayout })
  core.subscribe(transport.send)
  core.subscribe(awakeWhileGenerating())
  transport.listen(createRouter(core.handlers, { log, refusals: pageLog }))
  closeBeforeQuit({ close: () => transport.flushPages(FLUSH_LIMIT).then(() => core.close()), showWindow: () => showWindow(), log })
  if (engineIsPlainNode) void core.models.loadAtStart() // while the window opens
  void core.openStore()
  tellWhatHappened(core, data, happened)

  await app.whenReady() // inside a function: at the top of the module it would wait for the module itself
  if (startup.hasFailed) return // the error is about to be shown, and then Hearth ends
  if (!engineIsPlainNode) void core.models.loadAtStart() // a utility process cannot be started before the application is ready
  setRegion(region())
  const { look, listen } = followAppearance(() => core.preferences.current)
  core.subscribe(listen)
  servePage(places.page, look)
  showWindow = singleWindow({ state, places, transport, log, look })
  menu.show(core.preferences.current.shortcuts)
  core.subscribe(menu.follow)
  keepRunningWithoutWindow()
  showWindow()
  startup.windowOpened()
}

/** Returns what opens the window, or brings it forward when it is open. */
function singleWindow({ state, places, transport, log, look }: WindowParts): () => void {
  let window: BrowserWindow | undefined
  return () => {
    if (window && !window.isDestroyed()) return bringForward(window)
    window = openMainWindow({ state, icon: places.icon, background: windowBackground(look()), log })
    const { webContents } = window
    transport.attach(webContents)
    flushBeforeClose(window, {
      needsFlush: () => transport.needsFlush(webContents),
      flush: () => transport.flushPages(FLUSH_LIMIT, webContents)
    })
    void loadPage(window, log)
  }
}

type WindowParts = Pick<Parts, 'state' | 'places' | 'transport' | 'log'> & { look: () => PageLook }

interface Parts {
  data: DataFolder
  log: Log
  pageLog: Log
  places: Places
  preferences: PreferencesStore
  state: AppStateStore
  tunings: TuningStore
  transport: IpcTransport
  showKeyLayout: CorePorts['showKeyLayout']
}

function buildCore({ data, log, pageLog, places, ...stores }: Omit<Parts, 'transport'>): Core {
  const starter = starterOf(places)
  const packages = installedPackages(places)
  const disk = modelDisk(places, starter.path, log, () => core.models.diskAnswered())
  const modelsFolder = modelsFolderIn(data.folder, (path) => disk.look(path))
  const core: Core = createCore({
    openStore: () => openConversationStore({ folder: data.folder, workerUrl: new URL('./storageWorker.js', import.meta.url), log }),
    ...stores,
    library: fileModelLibrary({ starter, folder: modelsFolder.path, curated: curatedIn(places), reader: disk }),
    modelsFolder,
    loadRecords: openLoadRecords(data.folder, { log }),
    ...checksBeforeLoad(disk),
    readFreeMemory: freeMemory(),
    launcher: engineLauncher(engineStarter(places, log), log),
    log,
    pageLog,
    clock: systemClock,
    computer: { cpuModel: cpus()[0]?.model ?? '', cpuCount: cpus().length, engineVersion: packages['node-llama-cpp'] ?? '' },
    graphicsDriver: graphicsDriver(),
    samplingOverrides: app.isPackaged ? null : testSampling(process.env),
    region,
    fillPrompt: (text, now) => withVariables(text, new Date(now)),
    drawSeed: () => randomInt(2 ** 32),
    writeClipboard,
    linkOpener,
    presetFiles,
    installation: installationIn({ dataFolder: data.folder, modelsFolder: modelsFolder.path, packages, licences: places.licences })
  })
  return core
}

function starterOf(places: Places): ModelLibraryOptions['starter'] {
  const manifest = starterManifest.parse(JSON.parse(readFileSync(places.starterManifest, 'utf8')))
  return { path: join(places.models, manifest.file), manifest }
}

function curatedIn(places: Places): CuratedModels {
  return curatedModels.parse(JSON.parse(readFileSync(places.curatedModels, 'utf8')))
}

/** Reads models without waiting for disks that do not answer. */
function modelDisk(places: Places, starterPath: string, log: Log, onAnswer: () => void): FolderReader {
  const env = { ...engineEnvironment(process.env), UV_THREADPOOL_SIZE: String(READING_THREADS) }
  const start = processStarter(places, { name: 'reader', entry: places.diskEntry, env, log })
  const after: After = (ms, task) => systemClock.after(ms, task)
  return answeringReader(processReader({ own: [starterPath], start, after, log }), after, onAnswer)
}

/** Call when the application is ready. */
function region(): string {
  const named = process.platform === 'linux' ? regionalLocale(process.env) : null
  return named ?? app.getSystemLocale()
}

function freeMemory(): () => Promise<number | null> {
  const fixed = app.isPackaged ? null : testMemory(process.env)
  return fixed === null ? () => readFreeMemory() : () => Promise.resolve(fixed)
}

function engineStarter(places: Places, log: Log): StartEngineProcess {
  const env = engineEnvironment(process.env)
  return processStarter(places, { name: 'engine', entry: places.engineEntry, env, log: limitedLog(log, ENGINE_LOG_LIMIT) })
}

function processStarter(places: Places, options: Omit<NodeEngineOptions, 'execPath'>): StartEngineProcess {
  return engineIsPlainNode ? nodeEngineStarter({ ...options, execPath: places.engineNode }) : utilityEngineStarter(options)
}

/** Name → version. */
function installedPackages(places: Places): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(places.packageManifest, 'utf8')) as { dependencies: Record<string, string> }
  return dependencies
}

type PreferencesHappening = PreferencesRecovery | { kind: 'unsaved' }

interface OpenedPreferences {
  preferences: PreferencesStore
  happened: PreferencesHappening
  singleFile: SingleFile | null
}

function openPreferences(folder: string, log: Log): OpenedPreferences {
  try {
    const { preferences, recovery, singleFile } = loadPreferences(folder)
    return { preferences: electronPreferences(folder, preferences, preferencesText), happened: recovery, singleFile }
  } catch (error) {
    log.error('The settings could not be opened', error)
    return { preferences: temporaryPreferences(), happened: { kind: 'unsaved' }, singleFile: null }
  }
}

/** What the person should know about this start, once. */
function tellWhatHappened({ notices }: Core, data: DataFolder, preferences: PreferencesHappening): void {
  if (data.unwritable !== null) notices.show({ tone: 'error', content: { kind: 'nothingSaved', folder: data.unwritable } })
  if (preferences.kind === 'none') return
  if (preferences.kind === 'unsaved') return notices.show({ tone: 'warning', content: { kind: 'settingsUnsaved' } })
  const { kind, file } = preferences
  notices.show({ tone: 'warning', content: { kind: kind === 'reset' ? 'settingsReset' : 'settingsRestored', file } })
}

/** macOS keeps an application without windows; elsewhere the last window ends it. */
function keepRunningWithoutWindow(): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => showWindow())
}
