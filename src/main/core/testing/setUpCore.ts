import type { Engine } from '../../../engine/engine'
import type { AppError } from '../../../shared/contract/appError'
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls'
import type { ModelsFolderProblem } from '../../../shared/domain/modelListing'
import { createCore, type Core, type CorePorts } from '../createCore'
import { appState, type AppState, type AppStateStore } from '../settings/appStateStore'
import type { ConversationIndex } from '../conversations/conversationIndex'
import { StorageFailure } from '../errors/storageFailure'
import type { ConversationStore, OpenedStore } from '../conversations/conversationStore'
import type { LibraryEntry, ModelLibrary } from '../models/modelLibrary'
import { preferences, type Preferences, type PreferencesStore } from '../settings/preferencesStore'
import type { LoadRecord, LoadRecordStore } from '../models/loadRecordStore'
import type { ModelShape } from '../models/modelShape'
import type { StoredTuning, TuningStore } from '../models/tuningStore'
import { createRouter } from '../router'
import { FakeLauncher } from './fakeLauncher'
import { ManualClock, until } from './manualClock'
import { RecordedEvents } from './recordedEvents'

const anInstallation: CorePorts['installation'] = {
  system: 'Test 1 x64',
  cpu: 'Test',
  homeFolder: '/home/ada',
  describe: () =>
    Promise.resolve({
      versions: { hearth: '1', electron: '2', chromium: '3', node: '4', llama: '5', sqlite: '6' },
      dataFolder: '/home/ada/data',
      modelsFolder: '/home/ada/data/models',
      logsFolder: '/home/ada/data/logs',
      conversationBytes: 10
    }),
  readLicences: () => Promise.resolve([{ name: 'a', version: '1', licence: 'MIT', text: 'As you like.' }]),
  openFolder: (path) => Promise.resolve(path.endsWith('/logs')),
  readLog: () => Promise.resolve(['info Hearth began in /home/ada/data'])
}

export const starter: LibraryEntry = {
  model: { id: 'starter', name: 'Starter', quantization: 'Q4_1', bytes: 100, isStarter: true },
  path: '/models/starter.gguf',
  recommended: { settings: { temperature: 0.2, topP: 0.9, topK: 40, minP: 0, repeatPenalty: 1 } }
}
export const other: LibraryEntry = {
  model: { id: 'folder:other.gguf', name: 'Other', quantization: null, bytes: 200, isStarter: false },
  path: '/data/models/other.gguf',
  recommended: null
}

/** A library that finds these. */
export const libraryOf = (entries: readonly LibraryEntry[], problems: ModelsFolderProblem[] = []): ModelLibrary => ({
  list: () => Promise.resolve({ models: entries.map(({ model }) => model), problems }),
  async *inspectListed() {}, // nothing is wrong with any
  find: (id) => Promise.resolve(entries.find(({ model }) => model.id === id) ?? null)
})

const neverLost = new Promise<never>(() => undefined)

/** As openConversationStore resolves with it; never lost, unless `more` says otherwise. */
export const asOpened = (store: ConversationStore & ConversationIndex, more: Partial<OpenedStore> = {}): OpenedStore => ({
  store,
  index: store,
  setAside: null,
  lost: neverLost,
  ...more
})

type FakeValues = Preferences & AppState & { tunings: Record<string, StoredTuning> }

/** Of a model that takes next to no memory. */
export const smallShape: ModelShape = {
  trainedContext: 8_192,
  embedding: 64,
  feedForward: 64,
  vocabulary: 1_000,
  heads: 1,
  keyValueHeads: 1,
  keyLength: 64,
  valueLength: 64
}

/** Preferences, state and tunings, kept as long as the test runs; `isReadOnly` as on a disk that refuses. State is written behind: it never throws. */
export class FakeSettings implements PreferencesStore, AppStateStore, TuningStore {
  readonly values: FakeValues = { ...preferences.parse({}), ...appState.parse({}), tunings: {} }
  isReadOnly = false
  get = <K extends keyof FakeValues>(key: K): FakeValues[K] => this.values[key]
  /** How often the state was to be written at once, by `flush` or `close`. */
  flushes = 0
  set = <K extends keyof FakeValues>(key: K, value: FakeValues[K]): void => {
    if (!(key in appState.shape)) this.#refuseReadOnly()
    this.values[key] = value
  }
  change: PreferencesStore['change'] = (changes) => {
    this.#refuseReadOnly()
    Object.assign(this.values, changes)
  }
  flush = (): void => void (this.flushes += 1)
  close = this.flush
  read: TuningStore['read'] = (key) => this.values.tunings[key] ?? null
  write: TuningStore['write'] = (key, value) => {
    this.#refuseReadOnly()
    this.values.tunings = { ...this.values.tunings, [key]: value }
  }

  readonly records = new Map<string, LoadRecord>()
  readonly loadRecords: LoadRecordStore = {
    read: (key) => this.records.get(key) ?? null,
    write: (key, record) => {
      this.#refuseReadOnly()
      this.records.set(key, record)
    }
  }

  #refuseReadOnly(): void {
    if (this.isReadOnly) throw new StorageFailure('writeFailed', 'read-only')
  }
}

export interface TestCore extends Core {
  clock: ManualClock
  events: RecordedEvents
  settings: FakeSettings
  launcher: FakeLauncher
  /** What was logged as a bug. */
  bugs: { message: string; thrown: unknown }[]
  warnings: string[]
  clipboard: CallInput<'clipboard.write'>[]
  call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>
  refusal: <N extends CallName>(name: N, input: CallInput<N>) => Promise<AppError>
  /** The model used last is loaded. */
  ready: () => Promise<void>
}

/** Ports that a test gives instead of the ordinary ones. */
export type CoreChanges = Partial<Omit<CorePorts, 'preferences' | 'state' | 'tunings' | 'loadRecords'>> & { settings?: FakeSettings }

/** Core as main/index.ts builds it, with everything outside it in the test's hands. */
export function setUpCore({
  engine,
  store,
  ...changes
}: { engine: () => Engine; store: ConversationStore & ConversationIndex } & CoreChanges): TestCore {
  const clock = new ManualClock()
  const events = new RecordedEvents()
  const settings = changes.settings ?? new FakeSettings()
  const launcher = new FakeLauncher(engine)
  const bugs: TestCore['bugs'] = []
  const warnings: string[] = []
  const clipboard: TestCore['clipboard'] = []
  const log = {
    info: () => undefined,
    warn: (message: string) => void warnings.push(message),
    error: (message: string, thrown: unknown) => void bugs.push({ message, thrown })
  }
  const core = createCore({
    openStore: () => Promise.resolve(asOpened(store)),
    library: libraryOf([starter, other]),
    modelsFolder: { path: '/data/models', open: () => Promise.resolve(true) },
    inspectFile: () => Promise.resolve(null),
    readModelShape: () => Promise.resolve(smallShape),
    readFreeMemory: () => Promise.resolve(16e9),
    launcher,
    log,
    pageLog: log,
    clock,
    computer: { cpuModel: 'Test', cpuCount: 2, engineVersion: '1' },
    graphicsDriver: 'driver 1',
    region: () => 'de-DE',
    fillPrompt: (text, now) => text.replace('{{date}}', new Date(now).toISOString().slice(0, 10)),
    drawSeed: () => 42,
    samplingOverrides: null,
    writeClipboard: (content) => void clipboard.push(content),
    presetFiles: { save: () => Promise.resolve(null), open: () => Promise.resolve(null) },
    installation: anInstallation,
    linkOpener: { confirm: () => Promise.resolve(false), open: () => Promise.resolve(false) },
    showKeyLayout: () => undefined,
    ...changes,
    preferences: settings,
    state: settings,
    tunings: settings,
    loadRecords: settings.loadRecords
  })
  core.subscribe(events.record)
  const route = createRouter(core.handlers, { log, refusals: log })
  return {
    ...core,
    clock,
    events,
    settings,
    launcher,
    bugs,
    warnings,
    clipboard,
    call: async (name, input) => {
      const answer = await route(name, input)
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
      return answer.value as CallOutput<typeof name>
    },
    refusal: async (name, input) => {
      const answer = await route(name, input)
      if (answer.ok) throw new Error(`${name} was not refused`)
      return answer.error
    },
    ready: async () => {
      await core.openStore()
      await core.models.loadAtStart()
      await until(() => core.models.status.kind === 'ready')
    }
  }
}
