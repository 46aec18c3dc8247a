import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../core/errors/log'
import { logEntry, type LogLevel } from './logEntry'

/** Bytes of one file; when the next entry would exceed it, the file becomes hearth.old.log and a new one begins. Two files at most. */
export const LARGEST_LOG = 2_000_000

/** The newest entries of a log in this folder. */
export const logPath = (folder: string): string => join(folder, 'hearth.log')

/**
 * `logs/hearth.log` in the data folder, copied to standard error in development. Entries are written before the call returns, so that the
 * last one before the process ends is there too. A log that cannot be written has no other effect.
 */
export function openFileLog(folder: string, isEchoed: boolean): Log {
  const file = new RotatingFile(folder)
  const write = (level: LogLevel, text: string, stack?: string): void => {
    const entry = logEntry(new Date(), level, text, stack)
    file.append(entry)
    if (isEchoed) process.stderr.write(entry)
  }
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message, thrown) => {
      if (thrown instanceof Error) write('error', `${message}:`, thrown.stack ?? thrown.message)
      else write('error', `${message}: ${String(thrown)}`)
    }
  }
}

/**
 * Invariant: what it writes to hearth.log never exceeds LARGEST_LOG bytes. Until the next start hearth.old.log may be larger: the only file
 * of an earlier version. An entry is cut at 4,000 characters, fewer than a fault of the window may have (20,000): its beginning tells what
 * failed.
 */
class RotatingFile {
  readonly #path: string
  readonly #oldPath: string
  #descriptor: number | null = null
  #size = 0 // bytes

  constructor(folder: string) {
    this.#path = logPath(folder)
    this.#oldPath = join(folder, 'hearth.old.log')
    attempt(() => {
      mkdirSync(folder, { recursive: true })
      removeOversized(this.#oldPath)
      this.#open('a') // a file above the limit becomes hearth.old.log with the first entry
    })
  }

  append(entry: string): void {
    attempt(() => {
      const bytes = Buffer.from(entry)
      if (this.#size + bytes.length > LARGEST_LOG) this.#rotate()
      if (this.#descriptor === null) return
      this.#size += bytes.length // even where writing fails half-way
      writeSync(this.#descriptor, bytes)
    })
  }

  #open(flags: 'a' | 'w'): void {
    this.#descriptor = openSync(this.#path, flags)
    this.#size = fstatSync(this.#descriptor).size
  }

  #rotate(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
    attempt(() => renameSync(this.#path, this.#oldPath))
    this.#open('w') // empties a file that could not be renamed
  }
}

/** A file above the limit was left by a version of Hearth that did not rotate while it ran. */
function removeOversized(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST_LOG) rmSync(path, { force: true })
}

function attempt(task: () => void): void {
  try {
    task()
  } catch {
    // There is nowhere else to report it.
  }
}
