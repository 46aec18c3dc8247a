import type { ModelsFolderProblem } from '../../../shared/domain/modelListing'
import type { ModelFile } from '../../../shared/domain/model'
import type { Recommended } from '../../../shared/domain/recommended'
import type { ModelId } from '../../../shared/domain/ids'
import type { ModelFaultKind } from '../../../shared/domain/modelFileFault'

export interface LibraryEntry {
  model: ModelFile
  /** Absolute path; never leaves main. Of a model in several files, that of the first one. */
  path: string
  /** Null where nobody knows. */
  recommended: Recommended | null
}

/** What the header of a model's file told. `fault`: null where nothing is wrong with it. */
export interface Finding {
  readonly id: ModelId
  readonly fault: ModelFaultKind | null
}

/** The disk that a model is on does not answer. */
export class ModelUnresponsive extends Error {
  override readonly name = 'ModelUnresponsive'
}

/** The models that can be picked: the starter, and those in the data folder's `models`. Read anew at each call, in bounded time. */
export interface ModelLibrary {
  /** What was found, and what kept the rest from being found. Faults of files as far as they are known: no header is read for them. */
  list(): Promise<{ models: ModelFile[]; problems: ModelsFolderProblem[] }>
  /** Reads the headers of the models listed last, one by one, each once until its file changes. */
  inspectListed(): AsyncIterable<Finding>
  /** Looks for this model alone; null when it is not there. Rejects with ModelUnresponsive. */
  find(id: ModelId): Promise<LibraryEntry | null>
}
