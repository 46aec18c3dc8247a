import type { AppError } from '../../../shared/contract/appError'
import type { ModelFile } from '../../../shared/domain/model'
import type { ModelId } from '../../../shared/domain/ids'
import { modelNotFound, starterMissing } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { NoticeBoard } from '../notices/noticeBoard'
import type { Log } from '../errors/log'
import type { LibraryEntry, ModelLibrary } from './modelLibrary'
import type { PreferencesStore } from '../settings/preferencesStore'

interface ModelChoicePorts {
  library: ModelLibrary
  preferences: PreferencesStore
  notices: NoticeBoard
  log: Log
}

/** Knows which models there are and which one was used last. */
export class ModelChoice {
  readonly #ports: ModelChoicePorts
  #models: ModelFile[] = []

  constructor(ports: ModelChoicePorts) {
    this.#ports = ports
  }

  /** As of the last `refresh`. */
  get models(): ModelFile[] {
    return this.#models
  }

  /** Reads the library again. */
  async refresh(): Promise<LibraryEntry[]> {
    const entries = await this.#ports.library.list()
    this.#models = entries.map((entry) => entry.model)
    return entries
  }

  /** Throws the ExpectedError `model.notFound` when the file is not there. */
  async find(id: ModelId): Promise<LibraryEntry> {
    const entry = (await this.refresh()).find(({ model }) => model.id === id)
    if (!entry) throw new ExpectedError(notFound(id))
    return entry
  }

  /** The model used last, or the starter. Where its file is gone, the starter takes its place and a notice says so. */
  async lastUsed(): Promise<LibraryEntry> {
    const entries = await this.refresh()
    const id = this.#ports.preferences.get('modelId')
    const entry = entries.find(({ model }) => model.id === id)
    if (entry) return entry
    const starter = entries.find(({ model }) => model.isStarter)
    if (!starter) throw new ExpectedError(notFound(id ?? STARTER))
    if (id !== null) this.#ports.notices.show({ tone: 'warning', content: { kind: 'starterInstead', file: fileOf(id) } })
    return starter
  }

  /** Stores the model for the next start. Failing is only logged. */
  remember(id: ModelId): void {
    if (this.#ports.preferences.get('modelId') === id) return
    try {
      this.#ports.preferences.set('modelId', id)
    } catch (thrown) {
      this.#ports.log.error('The last used model could not be saved', thrown)
    }
  }
}

const STARTER: ModelId = 'starter'

const fileOf = (id: ModelId): string => id.replace(/^folder:/, '')
const notFound = (id: ModelId): AppError => (id === STARTER ? starterMissing() : modelNotFound(fileOf(id)))
