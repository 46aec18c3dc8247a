export type StorageFailureCode = 'unreadable' | 'locked' | 'newerVersion' | 'writeFailed' | 'diskFull'

/** The disk or a file did not let something be read or written. `detail` is technical and goes to the log. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  constructor(
    readonly code: StorageFailureCode,
    readonly detail: string
  ) {
    super(`${code}: ${detail}`)
  }
}
