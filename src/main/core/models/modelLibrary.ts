import type { ModelFile } from '../../../shared/domain/model'
import type { SamplingSettings } from '../../../shared/domain/samplingSettings'

export interface LibraryEntry {
  model: ModelFile
  /** Absolute path; never leaves main. */
  path: string
  /** What its makers recommend; null where nobody said. */
  recommended: SamplingSettings | null
}

/** The models that can be picked: the starter, and the GGUF files in the data folder's `models`. Read anew at each call. */
export interface ModelLibrary {
  list(): Promise<LibraryEntry[]>
}
