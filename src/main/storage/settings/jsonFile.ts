import type { Log } from '../../core/errors/log'
import { systemCode, translateFileError } from '../fileFailure'
import { formatJson, parseJson, type JsonFormat, type JsonObject, type ParsedJson } from './jsonFormat'
import { readText, setAside, writeAtomically } from './textFile'

export type JsonContent<T> = { kind: 'absent' } | { kind: 'unreadable' } | ({ kind: 'readable'; text: string } & ParsedJson<T>)

/** Throws the system's error when the file cannot be looked at. */
export function readJson<T extends object>(path: string, format: JsonFormat<T>): JsonContent<T> {
  const found = readText(path, format.maxBytes)
  if (found.kind !== 'text') return found
  const parsed = parseJson(found.text, format)
  return parsed ? { kind: 'readable', text: found.text, ...parsed } : { kind: 'unreadable' }
}

/** Throws a StorageFailure; the old file is intact then. */
export function writeJson<T extends object>(path: string, value: Partial<T>, format: JsonFormat<T>): void {
  try {
    writeAtomically(path, formatJson(value, format))
  } catch (thrown) {
    throw translateFileError(thrown)
  }
}

export interface OpenedJson<T> {
  /** What the file holds now; what it should begin with otherwise. */
  readonly value: T
  /** Throws a StorageFailure; the old file is intact then. */
  write: (value: T) => void
}

interface Opening {
  log: Log
  /** What takes the place of a file that is absent or unreadable, as it may lie in an older file; null: the defaults. */
  initial: JsonObject | null
  now?: () => Date
}

/**
 * Opens a file whose loss needs no notice. Never throws: one that cannot be read is set aside, with a line in the log, and what
 * `initial` gives is written in its place.
 */
export function openJson<T extends object>(path: string, format: JsonFormat<T>, opening: Opening): OpenedJson<T> {
  const found = readOrSetAside(path, format, opening)
  const write = (value: T): void => writeJson(path, value, format)
  if (found) return { value: found, write }
  const value = format.schema.parse(opening.initial ?? {})
  if (opening.initial) {
    try {
      write(value)
    } catch (thrown) {
      opening.log.error(`${path} could not be made`, thrown)
    }
  }
  return { value, write }
}

function readOrSetAside<T extends object>(path: string, format: JsonFormat<T>, { log, now = () => new Date() }: Opening): T | null {
  try {
    const found = readJson(path, format)
    if (found.kind === 'readable') return found.value
    if (found.kind === 'absent') return null
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    log.error(`${path} could not be read`, thrown)
  }
  try {
    log.warn(`${path} could not be read and is kept as ${setAside(path, now())}`)
  } catch (thrown) {
    log.error(`${path} could not be set aside`, thrown)
  }
  return null
}
