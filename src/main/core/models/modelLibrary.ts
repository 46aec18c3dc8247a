import type { ModelFile } from '../../../shared/domain/model'
import type { Recommended } from '../../../shared/domain/recommended'

export interface LibraryEntry {
  model: ModelFile
  /** Absolute path; never leaves main. */
  path: string
  /** Null where nobody knows. */
  recommended: Recommended | null
}

/** The models that can be picked: the starter, and the GGUF files in the data folder's `models`. Read anew at each call. */
export interface ModelLibrary {
  list(): Promise<LibraryEntry[]>
}
