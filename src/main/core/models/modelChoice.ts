import type { AppError } from '../../../shared/contract/appError'
import type { ModelId } from '../../../shared/domain/ids'
import { modelNotFound, modelUnresponsive, starterMissing } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { NoticeBoard } from '../notices/noticeBoard'
import type { Log } from '../errors/log'
import { ModelUnresponsive, type LibraryEntry, type ModelLibrary } from './modelLibrary'
import type { PreferencesStore } from '../settings/preferencesStore'

interface ModelChoicePorts {
  library: ModelLibrary
  preferences: PreferencesStore
  notices: NoticeBoard
  log: Log
}

/** Knows which model was used last, and where a model is. Asks for that model alone: what is wrong with the others, or with their folder, is no matter. */
export class ModelChoice {
  readonly #ports: ModelChoicePorts

  constructor(ports: ModelChoicePorts) {
    this.#ports = ports
  }

  /** Throws the ExpectedError `model.notFound` when the file is not there, `model.unresponsive` when its disk does not answer. */
  async find(id: ModelId): Promise<LibraryEntry> {
    const entry = await this.#lookUp(id)
    if (!entry) throw new ExpectedError(notFound(id))
    return entry
  }

  /** The model used last, or the starter. Where its file is gone or out of reach, the starter takes its place and a notice says so. */
  async lastUsed(): Promise<LibraryEntry> {
    const id = this.#ports.preferences.get('modelId') ?? STARTER
    try {
      const entry = await this.#lookUp(id)
      if (entry) return entry
      const starter = await this.find(STARTER).catch(() => null)
      if (!starter) throw new ExpectedError(notFound(id))
      this.#ports.notices.show({ tone: 'warning', content: { kind: 'starterInstead', file: fileOf(id) } })
      return starter
    } catch (thrown) {
      if (id === STARTER || !(thrown instanceof ExpectedError) || thrown.error.code !== 'model.unresponsive') throw thrown
      const starter = await this.find(STARTER)
      this.#ports.notices.show({ tone: 'warning', content: { kind: 'starterMeanwhile', error: thrown.error } })
      return starter
    }
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

  async #lookUp(id: ModelId): Promise<LibraryEntry | null> {
    try {
      return await this.#ports.library.find(id)
    } catch (thrown) {
      throw thrown instanceof ModelUnresponsive ? new ExpectedError(modelUnresponsive(fileOf(id))) : thrown
    }
  }
}

const STARTER: ModelId = 'starter'

const fileOf = (id: ModelId): string =>
  id
    .replace(/^folder:/, '')
    .split('/')
    .at(-1) ?? id
const notFound = (id: ModelId): AppError => (id === STARTER ? starterMissing() : modelNotFound(fileOf(id)))
