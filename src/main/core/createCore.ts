import type { KeyLayout } from '../../shared/domain/keyChord'
import type { SamplingSettings } from '../../shared/domain/samplingSettings'
import { AboutService, type Installation } from './aboutService'
import { AppService } from './appService'
import { ConversationRepository } from './conversations/conversationRepository'
import { ConversationService } from './conversations/conversationService'
import { EventHub, type EventListener } from './eventHub'
import { ContextService } from './generation/contextService'
import { GenerationService } from './generation/generationService'
import { createHandlers, type Handlers, type WriteClipboard } from './handlers'
import { LastOpened } from './settings/lastOpened'
import { ReadingPlaces } from './settings/readingPlaces'
import { chosenWith, type FillPrompt } from './settings/chosenGeneration'
import { NewChoice } from './settings/newChoice'
import { LinkService, type LinkOpener } from './links/linkService'
import { LiveGenerations } from './generation/liveGenerations'
import { QueueService } from './generation/queueService'
import { TemplateValueService } from './generation/templateValueService'
import { ContextChoices } from './models/contextChoices'
import { ContextSizeService } from './models/contextSizeService'
import { ModelChoice } from './models/modelChoice'
import { EngineWatch } from './models/engineWatch'
import { FormatFaults } from './models/formatFaults'
import { inspectInTime } from './models/inspectInTime'
import { LoadFaults } from './models/loadFaults'
import { LoadRecords } from './models/loadRecords'
import { LocalEngines } from './models/localEngines'
import { MemoryPlanner, type ReadFreeMemory } from './models/memoryPlanner'
import { ModelList } from './models/modelList'
import { ModelService, type ModelsFolder } from './models/modelService'
import { ModelState } from './models/modelState'
import { NoticeBoard } from './notices/noticeBoard'
import { PresetService, type PresetFiles } from './settings/presetService'
import { PreferencesService } from './settings/preferencesService'
import type { AppStateStore } from './settings/appStateStore'
import type { Clock } from './async/clock'
import type { OpenedStore } from './conversations/conversationStore'
import type { EngineLauncher } from './models/engineLauncher'
import type { InspectModelFile } from './models/inspectModelFile'
import type { LoadRecordStore } from './models/loadRecordStore'
import type { ReadModelShape } from './models/modelShape'
import type { Log } from './errors/log'
import type { ModelLibrary } from './models/modelLibrary'
import type { PreferencesStore } from './settings/preferencesStore'
import type { TuningStore } from './models/tuningStore'
import type { EngineProvider } from './inference/engineProvider'
import { Scheduler } from './inference/scheduler'
import { recoverAfterRestart } from './conversations/recoverAfterRestart'
import { StoreConnection } from './conversations/storeConnection'
import { Tuner } from './models/tuner'
import type { Computer } from './models/tuningKey'
import { createUuidv7 } from './uuidv7'

/** All that core needs from outside. */
export interface CorePorts {
  /** Rejects with a StorageFailure when the conversations cannot be used. Called again for each new try. */
  openStore: () => Promise<OpenedStore>
  preferences: PreferencesStore
  state: AppStateStore
  tunings: TuningStore
  loadRecords: LoadRecordStore
  library: ModelLibrary
  modelsFolder: ModelsFolder
  inspectFile: InspectModelFile
  readModelShape: ReadModelShape
  readFreeMemory: ReadFreeMemory
  launcher: EngineLauncher
  log: Log
  /** For faults that pages report. Whoever provides it limits it: a page can report as many as it likes. */
  pageLog: Log
  clock: Clock
  computer: Computer
  /** Version of the graphics driver; null where it cannot be had. */
  graphicsDriver: string | null
  /** Fields of the sampling that tests fix; null in the application. */
  samplingOverrides: Partial<SamplingSettings> | null
  /** The system's regional format, as BCP 47; asked when a window starts. */
  region: () => string
  fillPrompt: FillPrompt
  /** A random whole number of 32 bits. */
  drawSeed: () => number
  writeClipboard: WriteClipboard
  linkOpener: LinkOpener
  presetFiles: PresetFiles
  installation: Installation
  /** Shows shortcuts outside the window by this layout. */
  showKeyLayout: (layout: KeyLayout) => void
}

export interface Core {
  handlers: Handlers
  /** Every event, in order, from now on. Returns the function that ends the subscription. */
  subscribe: (listener: EventListener) => () => void
  models: ModelService
  preferences: PreferencesService
  engines: EngineProvider
  notices: NoticeBoard
  /** Resolves when conversations can be read, or are known not to be. */
  openStore: () => Promise<void>
  /** Saves the app state and what is being written, then ends the engines and closes the store. */
  close: () => Promise<void>
}

/** Builds the services and ties them together. Nothing is started or read yet. */
export function createCore(given: CorePorts): Core {
  const events = new EventHub()
  const newId = createUuidv7(() => given.clock.now())
  const notices = new NoticeBoard({ events, newId })
  const connection: StoreConnection = new StoreConnection({
    open: given.openStore,
    afterOpening: (opened) =>
      recoverAfterRestart(
        opened,
        given.clock.now(),
        (id) => repository.isUnsaved(id) || live.states().some(({ messageId }) => messageId === id)
      ),
    events,
    notices,
    log: given.log
  })
  const ports = {
    ...given,
    events,
    notices,
    connection,
    newId,
    store: () => connection.store,
    index: () => connection.index,
    lastOpened: new LastOpened(given),
    readingPlaces: new ReadingPlaces(given),
    newChoice: new NewChoice(given),
    chosenFor: chosenWith(given)
  }
  const repository = new ConversationRepository(ports)
  const choice = new ModelChoice(ports)
  const modelState = new ModelState(events)
  const watch = new EngineWatch(ports)
  const records = new LoadRecords(ports)
  const loadFaults = new LoadFaults()
  const contexts = new ContextChoices(ports)
  const memory = new MemoryPlanner({ ...ports, records })
  const localEngines = new LocalEngines({
    ...ports,
    inspectFile: inspectInTime(given.inspectFile, given.clock),
    watch,
    choice,
    modelState,
    records,
    loadFaults,
    contexts,
    memory,
    tuner: new Tuner(ports),
    formatFaults: new FormatFaults(ports)
  })
  const models = new ModelService({ ...ports, list: new ModelList({ ...ports, loadFaults }), watch, modelState, localEngines })
  const scheduler = new Scheduler(ports)
  const live = new LiveGenerations({ ...ports, repository, scheduler, engines: localEngines })
  const preferences = new PreferencesService(ports)
  const queue = new QueueService({ ...ports, repository, engines: localEngines, live })
  const services = { ...ports, preferencesService: preferences, repository, models, engines: localEngines, live, queue }
  const context = new ContextService(services)
  events.subscribe(context.follow)
  return {
    handlers: createHandlers({
      ...services,
      about: new AboutService(services),
      app: new AppService(services),
      conversations: new ConversationService(services),
      generations: new GenerationService(services),
      queue,
      links: new LinkService(given),
      presets: new PresetService(services),
      templateValues: new TemplateValueService(services),
      context,
      contextSizes: new ContextSizeService({ localEngines, memory, contexts })
    }),
    subscribe: (listener) => events.subscribe(listener),
    models,
    preferences,
    engines: localEngines,
    notices,
    openStore: () => connection.open(),
    close: async () => {
      given.state.close() // first: closing the others may take longer than the shell waits
      await live.close()
      await localEngines.close()
      await connection.close()
    }
  }
}
