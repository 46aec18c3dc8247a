import type { ModelsFolderProblem } from '../../../shared/domain/modelListing'
import type { ModelFile } from '../../../shared/domain/model'
import type { Recommended } from '../../../shared/domain/recommended'
import type { ModelId } from '../../../shared/domain/ids'

export interface LibraryEntry {
  model: ModelFile
  /** Absolute path; never leaves main. Of a model in several files, that of the first one. */
  path: string
  /** Null where nobody knows. */
  recommended: Recommended | null
}

/** The disk that a model is on does not answer. */
export class ModelUnresponsive extends Error {
  override readonly name = 'ModelUnresponsive'
}

/** The models that can be picked: the starter, and those in the data folder's `models`. Read anew at each call, in bounded time. */
export interface ModelLibrary {
  /** What was found, and what kept the rest from being found. */
  list(): Promise<{ models: ModelFile[]; problems: ModelsFolderProblem[] }>
  /** Looks for this model alone; null when it is not there. Rejects with ModelUnresponsive. */
  find(id: ModelId): Promise<LibraryEntry | null>
}
