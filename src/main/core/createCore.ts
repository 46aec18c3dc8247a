import { AppService } from './appService'
import { ConversationService } from './conversationService'
import { GenerationService } from './generationService'
import { createHandlers, type Handlers } from './handlers'
import { LastOpened } from './lastOpened'
import { LiveGenerations } from './liveGenerations'
import { ModelChoice } from './modelChoice'
import { ModelService } from './modelService'
import { NoticeBoard } from './noticeBoard'
import { OneAtATime } from './oneAtATime'
import type { Clock } from './ports/clock'
import type { OpenedStore } from './ports/conversationStore'
import type { EngineLauncher } from './ports/engineLauncher'
import type { EventSink } from './ports/eventSink'
import type { InspectModelFile } from './ports/inspectModelFile'
import type { Log } from './ports/log'
import type { ModelLibrary } from './ports/modelLibrary'
import type { SettingsStore } from './ports/settingsStore'
import { recoverAfterRestart } from './recoverAfterRestart'
import { ReplyKeeper } from './replyKeeper'
import { StoreHolder } from './storeHolder'
import { Tuner } from './tuner'
import type { Computer } from './tuningKey'
import { createUuidv7 } from './uuidv7'

/** All that core needs from outside. */
export interface CorePorts {
  /** Rejects with a StorageFailure when the conversations cannot be used. Called again for each new try. */
  openStore: () => Promise<OpenedStore>
  settings: SettingsStore
  library: ModelLibrary
  inspectFile: InspectModelFile
  launcher: EngineLauncher
  events: EventSink
  log: Log
  /** For faults that pages report. Whoever provides it limits it: a page can report as many as it likes. */
  pageLog: Log
  clock: Clock
  computer: Computer
  /** A random whole number of 32 bits. */
  drawSeed: () => number
  writeClipboard: (text: string) => void
}

export interface Core {
  handlers: Handlers
  models: ModelService
  notices: NoticeBoard
  /** Resolves when conversations can be read, or are known not to be. */
  openStore: () => Promise<void>
  /** Saves what is being written, then ends the engines and closes the store. */
  close: () => Promise<void>
}

/** Builds the services and ties them together. Nothing is started or read yet. */
export function createCore(given: CorePorts): Core {
  const newId = createUuidv7(() => given.clock.now())
  const notices = new NoticeBoard({ events: given.events, newId })
  const holder: StoreHolder = new StoreHolder({
    open: given.openStore,
    afterOpening: (store) => recoverAfterRestart(store, given.clock.now(), (id) => live.states().some(({ messageId }) => messageId === id)),
    events: given.events,
    notices,
    log: given.log
  })
  const ports = { ...given, notices, holder, newId, store: () => holder.store, line: new OneAtATime(), lastOpened: new LastOpened(given) }
  const keeper = new ReplyKeeper(ports)
  const models = new ModelService({ ...ports, choice: new ModelChoice(ports), tuner: new Tuner(ports) })
  const live = new LiveGenerations({ ...ports, keeper, models })
  const services = { ...ports, keeper, models, live }
  return {
    handlers: createHandlers({
      ...services,
      app: new AppService(services),
      conversations: new ConversationService(services),
      generations: new GenerationService(services)
    }),
    models,
    notices,
    openStore: () => holder.open(),
    close: async () => {
      await live.close()
      await models.close()
      await holder.close()
    }
  }
}
