import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { systemCode } from '../fileFailure'
import { renameOver } from './renameOver'

export type TextFile = { kind: 'absent' } | { kind: 'unreadable' } | { kind: 'text'; text: string }

/** A file of more than `maxBytes`, or a folder or device in its place, is unreadable and not opened. Throws the system's error. */
export function readText(path: string, maxBytes: number): TextFile {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return { kind: 'absent' }
  if (!found.isFile() || found.size > maxBytes) return { kind: 'unreadable' }
  return { kind: 'text', text: readFileSync(path, 'utf8') }
}

/** Either the old content or the new one is there, whole, whenever the power fails. Throws the system's error; then it is the old one. */
export function writeAtomically(path: string, text: string): void {
  const target = followLink(path)
  const temporary = `${target}.tmp`
  const file = openSync(temporary, 'w')
  try {
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameOver(temporary, target)
  } catch (failure) {
    rmSync(temporary, { force: true })
    throw failure
  }
}

/** Renames `<name>.json` to `<name>.corrupt-<UTC time>.json` and returns that name, without folder. Throws the system's error. */
export function setAside(path: string, now: Date): string {
  const stem = `${basename(path, '.json')}.corrupt-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  let name = `${stem}.json`
  for (let attempt = 2; existsSync(join(dirname(path), name)); attempt++) name = `${stem}-${attempt}.json`
  renameSync(path, join(dirname(path), name))
  return name
}

// A link stays one: people keep their settings elsewhere.
function followLink(path: string): string {
  try {
    return realpathSync(path)
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return path
    throw thrown
  }
}
