import type { ModelId } from '../../../shared/domain/ids'
import type { ModelFile, ModelStatus } from '../../../shared/domain/model'
import type { ModelChoice } from './modelChoice'
import type { ModelState } from './modelState'
import type { LocalEngines } from './localEngines'

interface ModelServicePorts {
  choice: ModelChoice
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

  /** Reads the models folder. */
  async models(): Promise<ModelFile[]> {
    await this.#ports.choice.refresh()
    return this.#ports.choice.models
  }

  /** Begins to load the model used last, or the starter. What becomes of it is in `status`. */
  loadAtStart(): Promise<void> {
    return this.#ports.localEngines.loadLastUsed()
  }

  /** Begins to load; the last call counts. Throws an ExpectedError when there is no such model; everything later is in `status`. */
  load(id: ModelId): Promise<void> {
    return this.#ports.localEngines.load(id)
  }

  /** Resolves when the engine of the load that runs, if any, is gone. */
  cancelLoad(): Promise<void> {
    return this.#ports.localEngines.cancelLoad()
  }
}
