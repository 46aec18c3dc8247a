import { StorageFailure } from '../core/errors/storageFailure'

const hasCode = (thrown: unknown): thrown is Error & { code: string } =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'

/** The system's error code of a failed file operation, for example ENOENT; null for anything else. */
export const systemCode = (thrown: unknown): string | null => (hasCode(thrown) && 'syscall' in thrown ? thrown.code : null)

/** A failed file operation as StorageFailure; whatever else was thrown comes back as it is. */
export function translateFileError(thrown: unknown): unknown {
  const code = systemCode(thrown)
  if (code === null || !(thrown instanceof Error)) return thrown
  return new StorageFailure(code === 'ENOSPC' || code === 'EDQUOT' ? 'diskFull' : 'writeFailed', thrown.message)
}
