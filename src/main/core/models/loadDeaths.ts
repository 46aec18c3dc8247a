import { basename } from 'node:path'
import type { AppError } from '../../../shared/contract/appError'
import type { ModelId } from '../../../shared/domain/ids'
import { endsEngine, insufficientMemory, wasKilledBySystem } from '../errors/appErrors'
import type { EngineExit } from '../errors/engineLost'
import type { LibraryEntry } from './modelLibrary'

/** One more try is worth it: a driver may have failed, or somebody ended the process. */
const MOST = 2

/** Counts how often an engine ended while it loaded a model in the same way, apart from engines that end later (RestartPolicy). */
export class LoadDeaths {
  readonly #counts = new Map<ModelId, number>()

  /** Why the model cannot be loaded; null when it is worth another try. */
  add({ model, path }: LibraryEntry, exit: EngineExit): AppError | null {
    const count = (this.#counts.get(model.id) ?? 0) + 1
    this.#counts.set(model.id, count)
    if (count < MOST) return null
    return wasKilledBySystem(exit) ? insufficientMemory(basename(path)) : endsEngine(basename(path))
  }

  /** It was loaded after all, or is loaded in another way from now on. */
  forget(id: ModelId): void {
    this.#counts.delete(id)
  }
}
