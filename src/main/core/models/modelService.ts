import type { ModelId } from '../../../shared/domain/ids'
import type { EngineSilence, EngineWork } from '../../../shared/domain/engineSilence'
import type { ModelFile, ModelStatus } from '../../../shared/domain/model'
import type { ModelListing } from '../../../shared/domain/modelListing'
import { folderNotOpened } from '../errors/appErrors'
import { ExpectedError } from '../errors/expectedError'
import type { ModelList } from './modelList'
import type { EngineWatch } from './engineWatch'
import type { ModelState } from './modelState'
import type { LocalEngines } from './localEngines'

/** The folder that people put models into, as the system shows it. */
export interface ModelsFolder {
  readonly path: string
  /** Shows it, and makes it where it is not there. False when that cannot be done. */
  open(): Promise<boolean>
}

interface ModelServicePorts {
  list: ModelList
  watch: EngineWatch
  modelsFolder: ModelsFolder
  modelState: ModelState
  localEngines: LocalEngines
}

/** What people ask of models: which there are, which is in use, load another one. */
export class ModelService {
  readonly #ports: ModelServicePorts

  constructor(ports: ModelServicePorts) {
    this.#ports = ports
  }

  get status(): ModelStatus {
    return this.#ports.modelState.status
  }

  /** As of the last listing. */
  get listed(): { models: ModelFile[]; listing: ModelListing } {
    const { models, listing } = this.#ports.list
    return { models, listing }
  }

  get silence(): EngineSilence {
    return this.#ports.watch.silence
  }

  /** Begins to read the models folder. What becomes of it is in `listed`. */
  list(): void {
    this.#ports.list.refresh()
  }

  /** A disk with models that did not answer has. */
  diskAnswered(): void {
    this.#ports.list.diskAnswered()
  }

  /** Throws the ExpectedError `folder.notOpened`. */
  async openFolder(): Promise<void> {
    const { modelsFolder } = this.#ports
    if (!(await modelsFolder.open())) throw new ExpectedError(folderNotOpened(modelsFolder.path))
  }

  /** The person wants to wait longer for an engine that gives no answer. */
  waitForEngine(work: EngineWork): void {
    this.#ports.watch.waitLonger(work)
  }

  /** Ends an engine that gives no answer and loads its model again. Does nothing where there is none. */
  restartEngine(work: EngineWork): void {
    if (this.#ports.watch.silence[work] !== null) this.#ports.localEngines.restart(work)
  }

  /** Begins to load the model used last, or the starter. What becomes of it is in `status`. */
  loadAtStart(): Promise<void> {
    return this.#ports.localEngines.loadLastUsed()
  }

  /** Begins to load; the last call counts. Throws an ExpectedError when there is no such model; everything later is in `status`. */
  load(id: ModelId): Promise<void> {
    return this.#ports.localEngines.load(id)
  }

  /** Loads the model in use again, with the graphics card that failed with it; nothing happens while another is being loaded. */
  retryGraphics(): void {
    this.#ports.localEngines.retryGraphics()
  }

  /** Resolves when the engine of the load that runs, if any, is gone. */
  cancelLoad(): Promise<void> {
    return this.#ports.localEngines.cancelLoad()
  }
}
